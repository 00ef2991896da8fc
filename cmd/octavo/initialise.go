package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

// startFiles are a report to begin with and its metadata, LANGUAGE.txt and
// LANGUAGE.yaml.
//
//go:embed start
var startFiles embed.FS

// startLanguages are the languages of the reports to begin with.
func startLanguages() []string {
	texts, _ := fs.Glob(startFiles, "start/*.txt")
	for i, name := range texts {
		texts[i] = strings.TrimSuffix(path.Base(name), ".txt")
	}
	return texts
}

func initCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "init",
		Usage:        "begin a report: a folder with a text, its metadata and a style sheet",
		ArgsUsage:    "[FOLDER]",
		OnUsageError: onUsageError,
		Description: `Writes report.txt, report.yaml and huisstijl.css, which build at once. Nothing
that is there is replaced.

Examples:
   octavo init                   in this folder
   octavo init jaarverslag --lang nl`,
		Flags:  []cli.Flag{&cli.StringFlag{Name: "lang", Value: "en", Usage: "the `LANGUAGE` of the text: " + strings.Join(startLanguages(), ", ")}},
		Action: func(c *cli.Context) error { return env.initReport(c) },
	}
}

// initReport writes the files, or none where one of them is there.
func (env *environment) initReport(c *cli.Context) error {
	folder, lang := ".", c.String("lang")
	if c.Args().Len() > 1 {
		return usagef("init takes one folder")
	}
	if c.Args().Present() {
		folder = c.Args().First()
	}
	if !slices.Contains(startLanguages(), lang) {
		return usagef("there is no text in the language %q to begin with; use one of %s", lang, strings.Join(startLanguages(), ", "))
	}
	files, err := startOf(lang)
	if err != nil {
		return err
	}
	if err := refuseThere(folder, files); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return pipeline.FileError(folder, err)
	}
	for _, f := range files {
		file := filepath.Join(folder, f.name)
		if err := writeNew(file, f.text); err != nil {
			return pipeline.FileError(file, err)
		}
		env.out.printf("%s: %s\n", file, f.about)
	}
	env.out.printf("then: octavo build %s -o %s\n", filepath.Join(folder, files[0].name), filepath.Join(folder, "out"))
	return nil
}

// startFile is one of the files that init writes.
type startFile struct{ name, text, about string }

func startOf(lang string) ([]startFile, error) {
	text, err1 := startFiles.ReadFile("start/" + lang + ".txt")
	meta, err2 := startFiles.ReadFile("start/" + lang + ".yaml")
	return []startFile{
		{"report.txt", string(text), "the text, as it may be scraped, pasted or written; yours takes its place"},
		{"report.yaml", string(meta), "what is known about it"},
		{firstStyle, string(pipeline.NewStyle()), "a house style, to be changed"},
	}, errors.Join(err1, err2)
}

// refuseThere names the files that are there already.
func refuseThere(folder string, files []startFile) error {
	there := slices.DeleteFunc(slices.Clone(files), func(f startFile) bool {
		_, err := os.Lstat(filepath.Join(folder, f.name))
		return errors.Is(err, fs.ErrNotExist)
	})
	if len(there) == 0 {
		return nil
	}
	return &pipeline.InputError{Pos: pipeline.Pos{File: filepath.Join(folder, there[0].name)}, Message: "it cannot be begun here: this file is there already, or cannot be looked at; nothing was written",
		Remedy: "name a new folder: octavo init FOLDER"}
}
