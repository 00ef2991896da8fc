package bucket

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"gocloud.dev/blob"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// digests are the SHA-256 of the files that a run put into a folder, in hexadecimal
// digits, by their names.
type digests map[string]string

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// made is the object that holds the digests of what the last run put into the folder.
func (s *Shelf) made() string {
	sum := sumOf([]byte(s.dir))
	return path.Join(batch.StateDir, "made", sum[:2], sum+".json")
}

// putAll puts the files, each if it is absent, and last of them the log. A file that is
// there stays where it has the same bytes; it is replaced where it has those that the last
// run put there, or by force; any other is a person's, and then none is put.
func (s *Shelf) putAll() error {
	last := digests{}
	if data, err := read(s.ctx, s.bucket, s.made()); err == nil {
		_ = json.Unmarshal(data, &last) // a record that is damaged vouches for nothing
	} else if !missing(err) {
		return err
	}
	names := slices.SortedFunc(maps.Keys(s.files), logLast)
	var replaced []string
	conflict := &pipeline.ConflictError{Dir: s.dir}
	for _, name := range names {
		there, ours, err := s.there(name, last)
		switch {
		case err != nil:
			return err
		case there && (ours || s.force):
			replaced = append(replaced, name)
		case there:
			conflict.Files = append(conflict.Files, pipeline.Conflict{Name: name, Why: "was put there or changed by somebody else"})
		}
	}
	if len(conflict.Files) > 0 {
		return conflict
	}
	return s.write(names, replaced)
}

// there tells whether an object with other bytes is in a file's place, and whether the
// last run put it there.
func (s *Shelf) there(name string, last digests) (there, ours bool, err error) {
	info, err := s.bucket.Attributes(s.ctx, s.key(name))
	if missing(err) {
		return false, false, nil
	}
	if err != nil {
		return false, false, err
	}
	if info.Size > maxFile { // no file of ours; it is not read to be told apart
		return true, false, nil
	}
	data, err := s.bucket.ReadAll(s.ctx, s.key(name))
	if err != nil || bytes.Equal(data, s.files[name]) {
		return false, false, err
	}
	return true, last[name] == sumOf(data), nil
}

// write puts the files and then their digests.
func (s *Shelf) write(names, replaced []string) error {
	sums := digests{}
	for _, name := range names {
		sums[name] = sumOf(s.files[name])
		if err := s.putFile(name, slices.Contains(replaced, name)); err != nil {
			return err
		}
	}
	data, err := json.Marshal(sums)
	if err != nil {
		return err
	}
	return s.bucket.WriteAll(s.ctx, s.made(), data, &blob.WriterOptions{ContentType: contentType(s.made())})
}

// putFile puts one file. Where another machine was quicker since there looked, its bytes
// must be the same.
func (s *Shelf) putFile(name string, replace bool) error {
	if replace {
		return s.bucket.WriteAll(s.ctx, s.key(name), s.files[name], &blob.WriterOptions{ContentType: contentType(name)})
	}
	there, err := putNew(s.ctx, s.bucket, s.key(name), s.files[name])
	if err != nil || !there {
		return err
	}
	data, err := s.bucket.ReadAll(s.ctx, s.key(name))
	if err == nil && !bytes.Equal(data, s.files[name]) {
		return &pipeline.ConflictError{Dir: s.dir, Files: []pipeline.Conflict{{Name: name, Why: "was put there meanwhile by somebody else"}}}
	}
	return err
}

// logLast sorts names, with that of the log behind all others: it vouches for them.
func logLast(a, b string) int {
	if la, lb := strings.HasSuffix(a, ".log.json"), strings.HasSuffix(b, ".log.json"); la != lb {
		if la {
			return 1
		}
		return -1
	}
	return strings.Compare(a, b)
}
