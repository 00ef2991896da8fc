package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

// startFiles are a report to begin with, in each language, and its metadata.
//
//go:embed start
var startFiles embed.FS

// startLanguages are the languages of the reports to begin with, and who
// publishes each.
var startLanguages = map[string]string{
	"nl": "Waterleidingbedrijf Elmvoorde", "de": "Wasserwerke Elmfurt", "fr": "Régie des eaux d’Elmefort", "en": "Waterworks of Elmford",
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
		Flags:  []cli.Flag{&cli.StringFlag{Name: "lang", Value: "en", Usage: "the `LANGUAGE` of the text: nl, de, fr or en"}},
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
	if startLanguages[lang] == "" {
		return usagef("there is no text in the language %q to begin with; use nl, de, fr or en", lang)
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
		path := filepath.Join(folder, f.name)
		if err := writeNew(path, f.text); err != nil {
			return pipeline.FileError(path, err)
		}
		env.out.printf("%s: %s\n", path, f.about)
	}
	env.out.printf("then: octavo build %s -o %s\n", filepath.Join(folder, files[0].name), filepath.Join(folder, "out"))
	return nil
}

// startFile is one of the files that init writes.
type startFile struct{ name, text, about string }

func startOf(lang string) ([]startFile, error) {
	text, err1 := startFiles.ReadFile("start/" + lang + ".txt")
	meta, err2 := startFiles.ReadFile("start/report.yaml")
	filled := strings.NewReplacer("LANG", lang, "PUBLISHER", startLanguages[lang]).Replace(string(meta))
	return []startFile{
		{"report.txt", string(text), "the text, as it may be scraped, pasted or written; yours takes its place"},
		{"report.yaml", filled, "what is known about it"},
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
