package markup

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// addresses gives the links and pictures of a page the addresses that a browser
// would give them, by what the page says of where it came from, and makes links
// to the page itself links inside it.
func (r *reader) addresses(root *html.Node) {
	o := findOrigin(root)
	if o.base != nil {
		r.host = o.base.Host
	}
	ids := map[string]bool{}
	walk(root, func(n *html.Node) bool {
		ids[attr(n, "id")] = true
		if is(n, "a") {
			ids[attr(n, "name")] = true
		}
		return true
	})
	file := path.Base(strings.ReplaceAll(r.name, `\`, "/"))
	walk(root, func(n *html.Node) bool {
		switch {
		case is(n, "a", "area"):
			rewrite(n, "href", func(href string) string { return o.link(href, file, ids) })
		case is(n, "img", "source", "object"):
			for _, key := range []string{"src", "data-src", "data"} {
				rewrite(n, key, o.picture)
			}
		}
		return true
	})
}

func rewrite(n *html.Node, key string, f func(string) string) {
	for i, a := range n.Attr {
		if a.Key == key && a.Val != "" {
			n.Attr[i].Val = f(strings.TrimSpace(a.Val))
		}
	}
}

// origin is what a page says of where it came from.
type origin struct {
	own    []*url.URL // the page's addresses
	base   *url.URL   // what its links start from
	stated bool       // by a base element, which holds for pictures too
}

// savedFrom is the comment by which browsers say where a saved page came from.
var savedFrom = pattern.Of(`saved from url=\(\d+\)(\S+)`)

// findOrigin looks for the comment of a saved page, a canonical link, og:url and
// a base element (HTML, 4.2.3 and 4.6.7.5; ogp.me).
func findOrigin(root *html.Node) *origin {
	o := &origin{}
	var base string
	walk(root, func(n *html.Node) bool {
		switch {
		case n.Type == html.CommentNode:
			if m := savedFrom.FindStringSubmatch(n.Data); m != nil {
				o.add(m[1])
			}
		case is(n, "link") && strings.EqualFold(attr(n, "rel"), "canonical"):
			o.add(attr(n, "href"))
		case is(n, "meta") && attr(n, "property") == "og:url":
			o.add(attr(n, "content"))
		case is(n, "base") && base == "":
			base = strings.TrimSpace(attr(n, "href"))
		}
		return !is(n, "body")
	})
	if len(o.own) > 0 {
		o.base = o.own[0]
	}
	if u := o.resolve(base); base != "" && isWeb(u) {
		o.base, o.stated = u, true
	}
	return o
}

func (o *origin) add(address string) {
	if u := o.resolve(strings.TrimSpace(address)); isWeb(u) {
		o.own = append(o.own, u)
	}
}

func isWeb(u *url.URL) bool {
	return u != nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// resolve makes an address whole (RFC 3986, 5); nil where it cannot be read.
func (o *origin) resolve(address string) *url.URL {
	u, err := url.Parse(ast.EscapeAddress(address))
	if err != nil {
		return nil
	}
	from := o.base
	if from == nil && len(o.own) > 0 {
		from = o.own[0]
	}
	if from != nil && u.Scheme == "" {
		return from.ResolveReference(u)
	}
	return u
}

// link is the address of a link: a place in the page where it leads to the page
// itself, by its address or as the file, and the page has the place.
func (o *origin) link(href, file string, ids map[string]bool) string {
	if strings.HasPrefix(href, "#") && !o.stated {
		return href
	}
	u := o.resolve(href)
	if u == nil {
		return href
	}
	if u.Fragment != "" && ids[u.Fragment] && (strings.HasPrefix(href, "#") || o.isOwn(u) || u.Scheme == "" && u.Path == file) {
		return "#" + u.Fragment
	}
	if strings.HasPrefix(href, "#") || !isWeb(u) || strings.Contains(href, "://") {
		return href
	}
	return u.String()
}

// isOwn reports whether an address is the page's own, its fragment aside.
func (o *origin) isOwn(u *url.URL) bool {
	for _, own := range o.own {
		if strings.EqualFold(own.Host, u.Host) && strings.TrimSuffix(own.Path, "/") == strings.TrimSuffix(u.Path, "/") && own.RawQuery == u.RawQuery {
			return true
		}
	}
	return false
}

// picture is the address of a picture: as it stands where it may lie beside the
// page, else that on the web.
func (o *origin) picture(src string) string {
	relative := !strings.HasPrefix(src, "/") && !o.stated
	if u := o.resolve(src); !relative && isWeb(u) && !strings.Contains(src, "://") {
		return u.String()
	}
	return src
}

// unlinked says that a link is kept as text. That a page does not say where it stood is
// one cause, however many links of it lead on from there.
func (r *reader) unlinked(href string) {
	d := ast.Unlinked(r.pos(), "html", href)
	switch {
	case !strings.HasPrefix(href, "/") || len(href) > ast.MaxAddress:
		r.log.Add(d)
		return
	case len(r.elsewhere) == 0:
		r.firstElsewhere = d
	}
	r.elsewhere = append(r.elsewhere, href)
}

// sayElsewhere says which links lead on in the site of the page, all at once.
func (r *reader) sayElsewhere() {
	if len(r.elsewhere) == 0 {
		return
	}
	r.log.Add(r.firstElsewhere.ForAll(r.elsewhere, "nor do"))
	r.elsewhere = nil
}
