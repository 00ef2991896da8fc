package epub

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"octavo/pipeline/internal/diag"
)

// preflight proves what go-epub does not look at, by the facts of what was
// written: no identifier is used twice in a file, every reference leads to
// something in the publication, and nothing is loaded from outside it. What
// fails here is a fault of this package, not of the source. That the files are
// well-formed and say what their facts say, the tests prove by parsing them.
func preflight(entries []entry, log *diag.Log) error {
	known := make(map[string]map[string]bool, len(entries))
	faults := 0
	fault := func(e entry, address string, code diag.Code, message string) {
		faults++
		log.Add(diag.Diagnostic{
			Code: code, Severity: diag.Error, Rule: "epub-preflight", Pos: diag.Pos{File: e.name, Line: lineOf(e.data, address)},
			Message: message + ": " + address, Hint: "this is a fault in the program; please report it with the input",
		})
	}
	for _, e := range entries {
		ids := make(map[string]bool, len(e.facts.ids))
		for _, id := range e.facts.ids {
			if ids[id] {
				fault(e, id, CodeDuplicateID, "identifier used twice")
			}
			ids[id] = true
		}
		known[e.name] = ids
	}
	for _, e := range entries {
		for _, r := range e.facts.refs {
			if code, message := r.check(e.name, known); code != "" {
				fault(e, r.address, code, message)
			}
		}
	}
	if faults > 0 {
		return fmt.Errorf("the EPUB is not sound: %d errors found in it, see the log", faults)
	}
	return nil
}

// lineOf is the line on which an address stands first, 1 where it is written
// otherwise.
func lineOf(data []byte, address string) int {
	at := bytes.Index(data, []byte(strings.TrimPrefix(address, "#")))
	return 1 + bytes.Count(data[:max(at, 0)], []byte("\n"))
}

// check resolves a reference in the file called name; known holds the
// identifiers of each file. It returns "" for a sound one.
func (r reference) check(name string, known map[string]map[string]bool) (diag.Code, string) {
	if i := strings.IndexByte(r.address, ':'); i > 0 && !strings.ContainsAny(r.address[:i], "/#") {
		if r.loads && r.address[:i] != "data" {
			return CodeRemote, "loads from outside the publication"
		}
		return "", ""
	}
	file, fragment, _ := strings.Cut(r.address, "#")
	target := name
	switch {
	case file != "" && path.Dir(name) == "META-INF":
		target = file // relative to the container's root
	case file != "":
		target = path.Join(path.Dir(name), file)
	}
	ids, ok := known[target]
	if !ok || fragment != "" && !ids[fragment] {
		return CodeReference, "leads to nothing in the publication"
	}
	return "", ""
}
