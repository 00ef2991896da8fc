package pipeline

import (
	"fmt"
	"path/filepath"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// joinMeta joins what a file says about itself with what is given beside it. A
// review copy, which a person may have corrected, gives way to no other file.
func joinMeta(own, given meta.Meta, file string, log *diag.Log) meta.Meta {
	given.Digest = ""
	if own.Inference != meta.InferenceDone {
		sayReplaced(own.Title, given.Title, file, log)
		return meta.Merge(own, given)
	}
	beside := given.FromFiles()
	known := map[string]string{}
	for _, v := range own.Values() {
		known[v.Key] = v.Text
	}
	for _, v := range beside.Values() {
		if v.Text != known[v.Key] && !laidBeside(v.Key, known[v.Key], file) {
			log.Add(differing(v, known[v.Key], own, beside, file))
		}
	}
	return meta.Merge(meta.Merge(beside, own), given.Said())
}

// laidBeside reports whether a review copy names its cover, logo or style where a build
// laid them.
func laidBeside(key, value, file string) bool {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	switch key {
	case "cover.image", "logo.image":
		return strings.HasPrefix(value, name+picturesSuffix+"/")
	case "style":
		return strings.HasPrefix(value, name+styleSuffix+"/")
	}
	return false
}

// differing is the finding about a value beside a review copy that is not the
// copy's own.
func differing(v meta.Value, own string, copied, beside meta.Meta, file string) diag.Diagnostic {
	place := beside.Place(v.Key)
	d := diag.Diagnostic{Code: codeMetaDiffers, Severity: diag.Warning, Pos: copied.Place(v.Key), Rule: "the review copy wins over metadata beside it",
		Message: fmt.Sprintf("%s is %q here and %q in %s; the copy's is taken", v.Key, own, v.Text, place),
		Hint:    "make both the same, or take one of them out"}
	if own == "" {
		d.Pos = diag.Pos{File: file, Line: 1}
		d.Message = fmt.Sprintf("%s does not stand in this copy and is %q in %s, which is taken", v.Key, v.Text, place)
		d.Hint = fmt.Sprintf("write it into the copy too, or take it out of %s", place.File)
	}
	return d
}

// codeMetaDiffers is the finding about a review copy and metadata that disagree.
const codeMetaDiffers diag.Code = "metadata-differs"

// codeTitleReplaced is the finding about a title that gave way to another.
const codeTitleReplaced diag.Code = "title-replaced"

var _ = diag.Register(map[diag.Code]string{
	codeMetaDiffers:   "A review copy and the metadata beside it name different values; the copy's is taken.",
	codeTitleReplaced: "The title that a file's own metadata name was left out, because another one was given.",
})

// sayReplaced logs that a file's own title gives way to the one that was given
// beside it.
func sayReplaced(own, given, file string, log *diag.Log) {
	if own == "" || given == "" || ast.SameWords(own, given) {
		return
	}
	log.Add(diag.Diagnostic{Code: codeTitleReplaced, Pos: diag.Pos{File: file, Line: 1}, Rule: "metadata beside a file win", Dropped: own,
		Message: fmt.Sprintf("the title is %q, as given beside the file, and not %q", given, own), Excerpt: own})
}
