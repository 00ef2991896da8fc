package vector

// clipped adds an element's clip to what it is painted in; ok is false where
// nothing is left.
func (r *reader) clipped(d map[string]string, c context) (in context, ok bool) {
	value := d["clip-path"]
	if !isSet(value) {
		return c, true
	}
	var i ink
	i.set(value)
	n := r.ids[i.ref]
	if n == nil || n.name != "clipPath" || n.attr["clipPathUnits"] == "objectBoundingBox" || r.open[n] {
		r.lose(lostClip)
		return c, true
	}
	r.open[n] = true
	defer delete(r.open, n)
	own, inside := r.declared(n), c
	if m, whole := transform(own["transform"]); whole {
		inside.matrix = c.matrix.Times(m)
	}
	if inside, ok = r.clipped(own, inside); !ok {
		return c, false
	}
	key := clipKey{n, inside.matrix, inside.clip}
	if r.clips[key] == nil {
		clip := &Clip{Parent: inside.clip}
		inside.look = firstLook() // what is clipped hands nothing down
		for _, k := range n.kids {
			if r.over {
				break
			}
			r.addClip(clip, k, inside)
		}
		r.clips[key] = clip
	}
	c.clip = r.clips[key]
	return c, len(c.clip.Path.Ops) > 0
}

// clipKey tells the clips apart that one element makes.
type clipKey struct {
	n      *node
	matrix Matrix
	parent *Clip
}

// addClip adds a shape to a clip: together they are what is seen.
func (r *reader) addClip(clip *Clip, k *node, c context) {
	d := r.declared(k)
	if !r.spend(visitWork+k.weight) || k.name == "" || d["display"] == "none" {
		return
	}
	m, _ := transform(d["transform"])
	c.matrix, c.look = c.matrix.Times(m), c.look.over(d, c.view)
	if k.name == "use" {
		target := r.ids[fragment(k.attr["href"])]
		if target == nil || shapes[target.name] == nil {
			r.lose(lostClip)
			return
		}
		c.matrix = c.matrix.Times(Matrix{1, 0, 0, 1, r.side(k, "x", c), r.side(k, "y", c)})
		r.addClip(clip, target, c) // a shape, which leads no further
		return
	}
	if shapes[k.name] == nil {
		r.loseIf(k.name == "text", lostClip)
		return
	}
	if p, ok := r.path(k, c); ok {
		p = p.through(c.matrix)
		clip.EvenOdd = clip.EvenOdd || c.clipEvenOdd
		clip.Path.Ops, clip.Path.Points = append(clip.Path.Ops, p.Ops...), append(clip.Path.Points, p.Points...)
	}
}
