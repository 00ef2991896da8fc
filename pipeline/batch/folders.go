package batch

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
)

// Place is where a document lies: the folders Above it from the root, and its own Steps
// below them, the first its name (a zip's steps go on with those inside it). Folder says
// that its name is a folder's and so has no ending.
type Place struct {
	Above  []string
	Steps  []string
	Folder bool
}

// Folders gives each document a folder for its files: its path from where the paths of
// all part, without the file's ending unless two would then be one.
func Folders(places []Place) []string {
	if len(places) == 0 {
		return nil
	}
	shared := len(places[0].Above)
	for _, p := range places[1:] {
		shared = sharedSteps(places[0].Above[:shared], p.Above)
	}
	dirs := make([]string, len(places))
	users := map[string]int{}
	for i, p := range places {
		dirs[i] = p.folder(shared, false)
		users[dirs[i]]++
	}
	for i, p := range places {
		if users[dirs[i]] > 1 {
			dirs[i] = p.folder(shared, true)
		}
	}
	return dirs
}

// sharedSteps counts the first steps that two paths have in common.
func sharedSteps(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// folder is the place's path without its first steps, with the ending of its file where
// that is asked for.
func (p Place) folder(shared int, ending bool) string {
	steps := slices.Concat(p.Above[shared:], p.Steps)
	for i, step := range steps {
		if !ending && (i == len(steps)-1 && !p.Folder || strings.EqualFold(filepath.Ext(step), ".zip")) {
			steps[i] = cmp.Or(strings.TrimSuffix(step, filepath.Ext(step)), step)
		}
	}
	return filepath.Join(steps...)
}
