// The brightest that a lamp can be.
export const brightest = 3;
