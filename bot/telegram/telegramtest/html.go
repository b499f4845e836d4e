package telegramtest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
)

// tag is one opening or closing tag of Telegram's HTML.
var tag = regexp.MustCompile(`^<(/?)(b|i|u|s|a|code|pre|blockquote|tg-spoiler|tg-time)( href="https?://[^"<>]+"| expandable| unix="[0-9]{1,12}"(?: format="(?:r|w?[dD]?[tT]?)")?)?>`)

// parseHTML checks Telegram's HTML and gives the text that readers see.
func parseHTML(html string) (string, error) {
	var text strings.Builder
	var open []string
	for len(html) > 0 {
		switch html[0] {
		case '<':
			m := tag.FindStringSubmatch(html)
			if m == nil {
				return "", fmt.Errorf("unsupported start tag at %.20q", html)
			}
			if err := nest(&open, m); err != nil {
				return "", err
			}
			html = html[len(m[0]):]
		case '&':
			r, rest, err := entity(html)
			if err != nil {
				return "", err
			}
			text.WriteString(r)
			html = rest
		case '>':
			return "", fmt.Errorf("a > that is not escaped at %.20q", html)
		default:
			text.WriteByte(html[0])
			html = html[1:]
		}
	}
	if len(open) > 0 {
		return "", fmt.Errorf("can't find end tag corresponding to start tag %s", open[len(open)-1])
	}
	return strings.TrimSpace(text.String()), nil
}

// apart are the tags that may not hold one another.
var apart = map[string]bool{"a": true, "tg-time": true, "code": true, "pre": true}

// nest keeps the tags that are open; blockquotes may not hold one another, and
// code holds nothing.
func nest(open *[]string, m []string) error {
	name, attribute := m[2], m[3]
	if m[1] == "/" {
		if n := len(*open); n == 0 || (*open)[n-1] != name || attribute != "" {
			return fmt.Errorf("unexpected end tag %s", name)
		}
		*open = (*open)[:len(*open)-1]
		return nil
	}
	if (name == "a") != strings.HasPrefix(attribute, " href") || (name == "tg-time") != strings.HasPrefix(attribute, " unix") || attribute == " expandable" && name != "blockquote" {
		return fmt.Errorf("the tag %s has a wrong attribute", name)
	}
	for _, o := range *open {
		if name == "blockquote" && o == "blockquote" || apart[name] && apart[o] || o == "code" || o == "pre" {
			return fmt.Errorf("%s can't be nested", name)
		}
	}
	*open = append(*open, name)
	return nil
}

func entity(html string) (text, rest string, err error) {
	for name, r := range map[string]string{"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": `"`} {
		if rest, ok := strings.CutPrefix(html, name); ok {
			return r, rest, nil
		}
	}
	return "", "", fmt.Errorf("an & that is not escaped at %.20q", html)
}

func utf16Len(s string) int { return len(utf16.Encode([]rune(s))) }
