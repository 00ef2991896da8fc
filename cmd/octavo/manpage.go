package main

import (
	"fmt"
	"strings"

	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func manCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "man",
		Usage:        "print the manual page, in roff",
		OnUsageError: onUsageError,
		Description: `Examples:
   octavo man | man -l -
   octavo man > /usr/local/share/man/man1/octavo.1`,
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usagef("man takes no arguments; it prints the one page of all commands")
			}
			env.out.print(string(md2man.Render([]byte(manual(c.App)))))
			return nil
		},
	}
}

// manual is the manual page of the program as the Markdown that go-md2man reads.
// All in it comes from the commands as they describe themselves.
func manual(app *cli.App) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%% %s 1 \"\" \"octavo %s\" \"User Commands\"\n\n# NAME\n\noctavo - %s\n\n# SYNOPSIS\n\n", strings.ToUpper(app.Name), pipeline.Version, app.Usage)
	for _, cmd := range app.Commands {
		if !cmd.Hidden && cmd.Name != "help" {
			fmt.Fprintf(&b, "**octavo %s** %s  \n", cmd.Name, manText(synopsis(cmd)))
		}
	}
	fmt.Fprintf(&b, "\n# DESCRIPTION\n\n%s\n\n# COMMANDS\n\n", manText(app.Description))
	for _, cmd := range app.Commands {
		if cmd.Hidden || cmd.Name == "help" {
			continue
		}
		writeManual(&b, cmd, "")
	}
	fmt.Fprintf(&b, "# ENVIRONMENT\n\n")
	for _, v := range environmentVariables {
		fmt.Fprintf(&b, "**%s**\n: %s\n\n", v[0], manText(v[1]))
	}
	fmt.Fprintf(&b, "# EXIT STATUS\n\n")
	for _, code := range exitMeanings {
		fmt.Fprintf(&b, "**%d**\n: %s\n\n", code.code, code.meaning)
	}
	return b.String()
}

func synopsis(cmd *cli.Command) string {
	if len(cmd.Subcommands) > 0 {
		var names []string
		for _, sub := range cmd.Subcommands {
			if sub.Name != "help" {
				names = append(names, sub.Name)
			}
		}
		return strings.Join(names, "|") + " ..."
	}
	return strings.TrimSpace(strings.Join([]string{flagsAllowed(cmd), cmd.ArgsUsage}, " "))
}

func flagsAllowed(cmd *cli.Command) string {
	for _, flag := range cmd.Flags {
		if flag.Names()[0] != "help" { // the library gives one to the command that runs
			return "[FLAG...]"
		}
	}
	return ""
}

// environmentVariables are what the program reads beside its command line.
var environmentVariables = [][2]string{
	{"SOURCE_DATE_EPOCH", "the time that finished files carry, in seconds since 1970, instead of that of the metadata or the input"},
	{"NO_COLOR", "if set, messages are not coloured"},
	{"COLUMNS", "the width of messages on a terminal"},
}

// exitMeanings explain the exit codes.
var exitMeanings = []struct {
	code    int
	meaning string
}{
	{exitOK, "done"},
	{exitFailed, "an input could not be built, or something is wrong with what was checked"},
	{exitUsage, "the command line is wrong"},
	{exitDoubtful, "done, and --strict found doubtful decisions"},
	{exitInterrupted, "broken off"},
}

// writeManual describes one command and those beneath it.
func writeManual(b *strings.Builder, cmd *cli.Command, parent string) {
	fmt.Fprintf(b, "## %s%s %s\n\n%s.\n\n", parent, cmd.Name, manText(synopsis(cmd)), manText(upperFirst(cmd.Usage)))
	writeDescription(b, cmd.Description)
	for _, flag := range cmd.VisibleFlags() {
		writeFlag(b, flag)
	}
	for _, sub := range cmd.Subcommands {
		if sub.Name != "help" {
			writeManual(b, sub, parent+cmd.Name+" ")
		}
	}
}

// writeDescription writes the text of a command; its indented lines are examples.
func writeDescription(b *strings.Builder, text string) {
	code := false
	for _, line := range strings.Split(text, "\n") {
		if example := strings.HasPrefix(line, "   "); example != code {
			b.WriteString("\n```\n")
			code = example
		}
		if !code {
			line = manText(line)
		}
		b.WriteString(strings.TrimPrefix(line, "   ") + "\n")
	}
	if code {
		b.WriteString("```\n")
	}
	b.WriteString("\n")
}

func writeFlag(b *strings.Builder, flag cli.Flag) {
	doc, ok := flag.(cli.DocGenerationFlag)
	if !ok {
		return
	}
	value, about := "", doc.GetUsage()
	if before, rest, found := strings.Cut(about, "`"); found && doc.TakesValue() {
		value, rest, _ = strings.Cut(rest, "`")
		about = before + value + rest
	}
	var names []string
	for _, name := range flag.Names() {
		dashes := "--"
		if len(name) == 1 {
			dashes = "-"
		}
		names = append(names, "**"+manText(dashes+name)+"**")
	}
	fmt.Fprintf(b, "%s", strings.Join(names, ", "))
	if value != "" {
		fmt.Fprintf(b, " *%s*", manText(value))
	}
	fmt.Fprintf(b, "\n: %s%s\n\n", manText(about), manText(defaultOf(doc)))
}

// defaultOf says what counts without the flag.
func defaultOf(doc cli.DocGenerationFlag) string {
	text := doc.GetDefaultText()
	if text == "" {
		text = doc.GetValue()
	}
	if text = strings.Trim(text, `"`); !doc.TakesValue() || text == "" || text == "0" || text == "[]" {
		return ""
	}
	return " (" + text + " by default)"
}

// manText keeps the signs of Markdown in a text from being taken as such.
func manText(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "`", "\\`").Replace(text)
}

func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
