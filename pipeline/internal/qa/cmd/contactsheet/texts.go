package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/tools/txtar"

	"octavo/pipeline"
	"octavo/source"
)

// jobOf is the job of a golden case, or of the embedded report, all editions, at a time
// that stands for every run.
func jobOf(text string) (pipeline.Job, error) {
	if text == "" {
		return sample()
	}
	return goldenCase(text)
}

func jobNamed(name, source string) pipeline.Job {
	return pipeline.Job{
		Name: name, Source: source, Time: time.Unix(0, 0).UTC(),
		Press: pipeline.Press{Condition: "FOGRA51", Paper: "0.1 mm"},
	}
}

func sample() (pipeline.Job, error) {
	job := jobNamed(source.Sample, source.Sample+".txt")
	job.Editions = pipeline.EditionNames()
	data, err := source.Files.ReadFile(job.Source)
	if err != nil {
		return job, err
	}
	job.Parts = []pipeline.Part{{Name: job.Source, Data: data}}
	yaml, err := source.Files.ReadFile(source.Sample + ".yaml")
	if err != nil {
		return job, err
	}
	job.Meta, err = pipeline.ParseMeta(source.Sample+".yaml", yaml)
	return job, err
}

// testdata holds the golden cases and their pictures.
var testdata = filepath.Join("pipeline", "testdata")

func goldenCase(name string) (pipeline.Job, error) {
	archive, err := txtar.ParseFile(filepath.Join(testdata, "cases", name+".txtar"))
	if err != nil {
		return pipeline.Job{}, err
	}
	for _, f := range archive.Files {
		if ext, isInput := strings.CutPrefix(f.Name, "input."); isInput {
			job := jobNamed(name, name+"."+ext)
			job.Parts = []pipeline.Part{{Name: job.Source, Data: f.Data}}
			job.Meta, err = pipeline.ParseMeta("", []byte("lang: nl"))
			job.Load = func(name string) ([]byte, error) {
				return os.ReadFile(filepath.Join(testdata, "pictures", filepath.Base(name)))
			}
			return job, err
		}
	}
	return pipeline.Job{}, fmt.Errorf("the case %s has no input", name)
}
