package npm

const PublicRegistry = publicRegistry
