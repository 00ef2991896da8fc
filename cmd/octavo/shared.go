package main

import (
	"strings"

	"octavo/pipeline"
)

// refuseShared refuses a file of metadata that would give several inputs what
// belongs to one publication alone, such as an ISBN. A fault in the file is left
// for the inputs to report.
func refuseShared(metaFile string, inputs []string) error {
	if metaFile == "" || len(inputs) < 2 {
		return nil
	}
	data, err := readPath(metaFile)
	if err != nil {
		return nil
	}
	meta, err := pipeline.ParseMeta(metaFile, data)
	if keys := meta.Unique(); err == nil && len(keys) > 0 {
		return usagef("--meta %s would give %s one %s; take it out of that file and into a NAME.yaml beside each input, or build them one by one",
			metaFile, count(len(inputs), "publication"), strings.Join(keys, " and one "))
	}
	return nil
}
