package ast

import "testing"

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
