package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/options"
)

func newServe() *cobra.Command {
	o := panelgo.Defaults()
	c := &cobra.Command{
		Use:   "serve FILE|FOLDER... [flags]",
		Short: "Serve apps",
		Long: `Serve serves each script, and each app of a folder, under its own name:
apps/weather.go becomes /weather. With one app / leads to it, with several /
lists them. Edits of the scripts are picked up; with --dev they show in the
open pages at once.

Each flag can also be set in the environment: PANELGO_PORT=8080. Servers behind
one name share the secret that signs the ids of sessions: by --secret-file, or
in PANELGO_SECRET.`,
		Example: `  panelgo serve apps/weather.go --reuse-sessions
  panelgo serve apps --dev --show
  panelgo serve apps --address 0.0.0.0 --port 80 --prefix /tools`,
		Args:              someFiles,
		ValidArgsFunction: goFiles,
		RunE: func(c *cobra.Command, paths []string) error {
			if err := o.FromEnvironment(c.Flags(), os.Environ()); err != nil {
				return usageError{c, err}
			}
			os.Unsetenv(options.SecretVariable) // it is not for scripts
			if err := o.Check(); err != nil {
				return usageError{c, err}
			}
			return panelgo.Serve(c.Context(), withMaker(o), paths, panelgo.Announce(o))
		},
	}
	o.AddFlags(c.Flags())
	completeValues(c, map[string][]string{
		"log-level": {"debug", "info", "warn", "error"}, "log-format": {"text", "json"}, "reuse-sessions": {"warm", "lazy"},
	})
	return c
}

// completeValues completes the values of flags in the shell.
func completeValues(c *cobra.Command, values map[string][]string) {
	for flag, of := range values {
		if err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(of, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic(err) // a flag that serve does not have: a mistake in this file
		}
	}
}
