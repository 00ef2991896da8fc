package main

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

// completeName is the hidden command that the scripts of completion ask.
const completeName = "__complete"

// completions are the scripts, by shell.
var (
	//go:embed completion/octavo.bash
	bashScript string
	//go:embed completion/octavo.zsh
	zshScript string
	//go:embed completion/octavo.fish
	fishScript string
)

func completionCommand(env *environment) *cli.Command {
	shells := map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}
	return &cli.Command{
		Name:         "completion",
		Usage:        "print a script by which a shell completes commands, flags and their values",
		ArgsUsage:    "bash|zsh|fish",
		OnUsageError: onUsageError,
		Description: `Examples:
   octavo completion bash > /etc/bash_completion.d/octavo
   octavo completion zsh > "${fpath[1]}/_octavo"
   octavo completion fish > ~/.config/fish/completions/octavo.fish`,
		Action: func(c *cli.Context) error {
			script, known := shells[c.Args().First()]
			if c.Args().Len() != 1 || !known {
				return usagef("completion takes the name of a shell: bash, zsh or fish")
			}
			env.out.print(script)
			return nil
		},
	}
}

// completeCommand prints what may stand at the last of the words behind it, a
// line each, with what it means behind a tab; nothing where the shell should
// offer files.
func completeCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name: completeName, Hidden: true, SkipFlagParsing: true,
		Action: func(c *cli.Context) error {
			words := c.Args().Slice()
			if len(words) > 0 && words[0] == "--" {
				words = words[1:]
			}
			for _, word := range candidates(c.App, words) {
				env.out.print(word.text + "\t" + word.about + "\n")
			}
			return nil
		},
	}
}

// candidate is a word that may stand at a place of the command line.
type candidate struct{ text, about string }

// candidates lists what may stand in place of the last word; the words before it
// are what has been written behind the program's name.
func candidates(app *cli.App, words []string) []candidate {
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	cmd, path := commandOf(app, words[:len(words)-1])
	if cmd == nil {
		return beginning(last, commandNames(app.Commands))
	}
	if flag, value, written := strings.Cut(last, "="); written && isFlag(flag) {
		return beginningValue(flag+"=", value, valuesOf(path, strings.TrimLeft(flag, "-")))
	}
	if before := words[len(words)-2]; isFlag(before) && takesValue(cmd, before) {
		return beginningValue("", last, valuesOf(path, strings.TrimLeft(before, "-")))
	}
	switch {
	case strings.HasPrefix(last, "-"):
		return beginning(last, flagNames(cmd))
	case len(cmd.Subcommands) > 0:
		return beginning(last, commandNames(cmd.Subcommands))
	}
	return beginning(last, argumentsOf(path))
}

// commandOf is the command that words call, and its path, such as "meta check".
func commandOf(app *cli.App, words []string) (*cli.Command, string) {
	at, cmd := commandAt(app, append([]string{app.Name}, words...))
	if cmd == nil {
		return nil, ""
	}
	path := cmd.Name
	if parent := app.Command(words[max(at-2, 0)]); at > 1 && parent != nil && parent != cmd {
		path = parent.Name + " " + path
	}
	return cmd, path
}

// beginning keeps the candidates that begin with what has been written.
func beginning(written string, all []candidate) []candidate {
	return beginningValue("", written, all)
}

// beginningValue does so for a value: of a list with commas it is the last that
// is being written. head stands before all of it.
func beginningValue(head, written string, all []candidate) []candidate {
	done := written[:strings.LastIndexByte(written, ',')+1]
	var kept []candidate
	for _, c := range all {
		if strings.HasPrefix(c.text, written[len(done):]) {
			kept = append(kept, candidate{head + done + c.text, c.about})
		}
	}
	return kept
}

func commandNames(commands []*cli.Command) []candidate {
	var names []candidate
	for _, cmd := range commands {
		if !cmd.Hidden {
			names = append(names, candidate{cmd.Name, cmd.Usage})
		}
	}
	return names
}

func flagNames(cmd *cli.Command) []candidate {
	names := []candidate{{"--help", "show help"}}
	for _, flag := range cmd.Flags {
		about := ""
		if described, ok := flag.(cli.DocGenerationFlag); ok {
			about = strings.ReplaceAll(described.GetUsage(), "`", "")
		}
		names = append(names, candidate{"--" + flag.Names()[0], about})
	}
	return names
}

// argumentsOf are the words that a command takes as its arguments; of most, files.
func argumentsOf(path string) []candidate {
	switch path {
	case "completion":
		return valued("bash", "zsh", "fish")
	case "styles show":
		var sheets []candidate
		for _, s := range pipeline.HouseSheets() {
			sheets = append(sheets, candidate{s.Name, s.About})
		}
		return sheets
	}
	return nil
}

// valuesOf are the values that a flag of a command takes; of a file or folder none.
func valuesOf(path, flag string) []candidate {
	switch flag {
	case "edition", "e":
		if path == "meta check" {
			return valued(pipeline.MetaEditions()...)
		}
		return valued(pipeline.EditionNames()...)
	case "format":
		if path == "inspect" {
			return valued(slices.Sorted(maps.Keys(decisionForms))...)
		}
		return valued("md", "json", "pandoc", "docling", "dump")
	case "lang":
		return valued(startLanguages()...)
	case "pdf-standard":
		return valued(pipeline.PDFStandards()...)
	case "package":
		return valued(pipeline.PackageForms()...)
	}
	return valued(choices[flag]...)
}

// choices are the values of flags that mean the same in every command.
var choices = map[string][]string{
	"log": {"text", "json"}, "changes": {"accept", "show"}, "fonts": {"embed", "none"}, "page-list": {"pdf", "print"},
	"pdf-x": {"1a", "3", "4"}, "page": {"a4", "b5"},
}

func valued(texts ...string) []candidate {
	var all []candidate
	for _, text := range texts {
		all = append(all, candidate{text: text})
	}
	return all
}
