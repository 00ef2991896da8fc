package ast

import "testing"

func TestEscapeAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://x.nl/a b{c}":            "https://x.nl/a%20b%7Bc%7D",
		"https://x.nl/a[1]b":             "https://x.nl/a%5B1%5Db",
		"https://x.nl?f[0]=a%5B#b[c]#d":  "https://x.nl?f%5B0%5D=a%5B#b%5Bc%5D%23d",
		"http://[2001:db8::1]:80/[é]":    "http://[2001:db8::1]:80/%5Bé%5D",
		"mailto:a@b.nl?subject=a[1]":     "mailto:a@b.nl?subject=a%5B1%5D",
		"urn:nbn:nl:a[b]?x=http://[::1]": "urn:nbn:nl:a%5Bb%5D?x=http://%5B::1%5D",
		"#deel":                          "#deel",
	} {
		if got := EscapeAddress(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestFollowable pairs what a publication may lead to with what looks like it.
func TestFollowable(t *testing.T) {
	yes := []string{
		"#id", "https://example.org", "HTTP://example.org/a b", "https://example.org/?q=é#deel", "https://münchen.example/",
		"http://[2001:db8::1]/", "mailto:a@example.org", "mailto:?subject=x", "tel:+31-20-1234", "urn:isbn:9789012345675", "URN:nbn:nl:x",
	}
	no := []string{
		"", "#", " ", "bijlage.pdf", "/bijlage", "../bijlage", "?q=1", "//example.org/a", `\\example.org\a`,
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
		" javascript:alert(1)", "javascript&colon;alert(1)", "javascript://example.org/%0aalert(1)", "vbscript:x", "livescript:x",
		"data:text/html,x", "DATA:text/html;base64,eA==", "file:///etc/passwd", "file:a", "blob:https://example.org/x",
		"view-source:https://example.org", "ftp://example.org/a", "doi:10.1000/182", "about:blank", "ms-word:ofe|u|https://example.org",
		"http:", "https://", "https:///a", "http:a", "https:example.org", "mailto:", "mailto://example.org", "tel:", "urn:", "://x", "https://a b/",
		"https://example.org/%zz",
	}
	for _, a := range yes {
		if !Followable(a) {
			t.Errorf("%q is refused", a)
		}
	}
	for _, a := range no {
		if Followable(a) {
			t.Errorf("%q is followed", a)
		}
	}
}
