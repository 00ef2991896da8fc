package main

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// reorder moves a command's flags before its arguments. urfave/cli v2 stops
// reading flags at the first argument, so that `build in.txt -o d` would take
// -o and d for two more inputs without a word. What follows "--" stays as it
// is; "-" is an argument (standard input).
func reorder(app *cli.App, args []string) []string {
	at, cmd := commandAt(app, args)
	if cmd == nil {
		return args
	}
	before := args[: at+1 : at+1]
	var flags, rest []string
	for i := at + 1; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			rest = append(rest, args[i+1:]...)
			break
		}
		if !isFlag(a) {
			rest = append(rest, a)
			continue
		}
		if a == "-h" || a == "--help" { // with arguments the library takes those for names of commands
			return append(before, a)
		}
		flags = append(flags, a)
		if takesValue(cmd, a) {
			if i++; i == len(args) {
				return append(before, flags...) // the library says what is missing
			}
			flags = append(flags, args[i])
		}
	}
	return append(append(append(before, flags...), "--"), rest...)
}

// commandAt finds the first argument that names a command, or behind that one of
// its own.
func commandAt(app *cli.App, args []string) (int, *cli.Command) {
	for i := 1; i < len(args); i++ {
		if isFlag(args[i]) {
			continue
		}
		cmd := app.Command(args[i])
		if cmd != nil && i+1 < len(args) {
			for _, sub := range cmd.Subcommands {
				if sub.Name == args[i+1] {
					return i + 1, sub
				}
			}
		}
		return i, cmd
	}
	return 0, nil
}

func isFlag(arg string) bool { return len(arg) > 1 && arg[0] == '-' }

// takesValue reports whether the next argument is this flag's value.
func takesValue(cmd *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, f := range cmd.Flags {
		for _, n := range f.Names() {
			if n == name {
				_, isBool := f.(*cli.BoolFlag)
				return !isBool
			}
		}
	}
	return false
}
