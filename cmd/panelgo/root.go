package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/panelgo/panelgo/internal/options"
)

// newRoot makes the command with all subcommands.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "panelgo",
		Short: "Live pages and dashboards out of Go scripts",
		Long: `panelgo makes live pages and dashboards out of Go scripts.

  panelgo new hello        write a small app
  panelgo serve hello      serve it at http://localhost:5006/hello
  panelgo check hello      find what is wrong with it

Exit codes: 0 all is well, 1 it did not work, 2 the command line is wrong.
"panelgo run" exits with the code of the script, 2 when it panicked, and 130
when it was interrupted.`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              cobra.ArbitraryArgs,
		RunE:              withoutCommand,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newServe(), newCheck(), newRun(), newBuild(), newNew(), newAssets(), newBench(), newVersion())
	return root
}

// withoutCommand runs when the command line names no subcommand, or an unknown
// one.
func withoutCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	hint := ""
	if known := c.SuggestionsFor(args[0]); len(known) > 0 {
		hint = fmt.Sprintf(" (did you mean %s?)", known[0])
	}
	return usageError{c, fmt.Errorf("unknown command %s%s", args[0], hint)}
}

// someFiles requires at least one argument.
func someFiles(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{c, fmt.Errorf("%s needs a file or a folder", c.Name())}
	}
	if err := options.Misplaced(c.Flags(), args); err != nil {
		return usageError{c, err}
	}
	return nil
}

// goFiles completes names of Go files and folders in the shell.
func goFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"go"}, cobra.ShellCompDirectiveFilterFileExt
}
