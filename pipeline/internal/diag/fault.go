package diag

// Fault is an error in what was given: its place, its cause, and what to do,
// where Msg does not say that.
type Fault struct {
	Pos         Pos
	Msg, Remedy string
}

// Error gives place, cause and remedy.
func (f *Fault) Error() string {
	text := f.Msg
	if at := f.Pos.String(); at != "" {
		text = at + ": " + text
	}
	if f.Remedy != "" {
		text += "; " + f.Remedy
	}
	return text
}
