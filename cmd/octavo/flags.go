package main

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// inputFlags are the flags of every command that reads a report.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "meta", Usage: "take the metadata from `FILE`.yaml instead of NAME.yaml"},
		&cli.StringFlag{Name: "lang", Usage: "the report's language, as a `TAG` such as nl"},
		&cli.StringFlag{Name: "name", Usage: "base `NAME` for what comes from standard input"},
		&cli.StringFlag{Name: "changes", Usage: "tracked changes of an office document: `accept` them, or show them as struck and inserted text"},
		&cli.BoolFlag{Name: "sample", Usage: "read the embedded sample report", DisableDefaultText: true},
	}
}

// strictFlag is a flag of every command that takes decisions.
func strictFlag() cli.Flag {
	return &cli.BoolFlag{Name: "strict", Usage: "end with exit code 3 where a decision is doubtful", DisableDefaultText: true}
}

// logFlag chooses the form of the messages.
func logFlag() cli.Flag {
	return &cli.StringFlag{Name: "log", Value: "text", Usage: "messages as `FORM`: text, or json: one value a line"}
}

// takeLog reads it.
func (env *environment) takeLog(c *cli.Context) error {
	switch form := c.String("log"); form {
	case "text":
	case "json":
		env.json = true
	default:
		return usagef("--log %q is not a form of messages; use text or json", form)
	}
	return nil
}

func inputOptionsOf(c *cli.Context) inputOptions {
	return inputOptions{name: c.String("name"), metaFile: c.String("meta"), lang: c.String("lang"), changes: c.String("changes")}
}

// onUsageError puts the messages of package flag in plain words.
func onUsageError(_ *cli.Context, err error, _ bool) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return usagef("there is no flag --%s", strings.TrimLeft(name, "-"))
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return usagef("the flag --%s needs a value behind it", name)
	}
	if flag, ok := strings.CutPrefix(text, "bad flag syntax: "); ok {
		return usagef("%s is no flag; write --NAME, or --NAME VALUE", flag)
	}
	if name, ok := between(text, " for -", ":"); ok { // invalid boolean value "x" for -quiet: parse error
		return usagef("the flag --%s takes no such value; leave the value out", name)
	}
	return usagef("the command line cannot be read")
}

// between gives what stands in text behind open, up to end.
func between(text, open, end string) (string, bool) {
	_, rest, found := strings.Cut(text, open)
	if !found {
		return "", false
	}
	inner, _, found := strings.Cut(rest, end)
	return inner, found
}
