package builtin

import "github.com/panelgo/panelgo/plugins"

func All() []plugins.Plugin { return nil }
