package discordtest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// locales are the languages in which Discord shows commands.
var locales = strings.Fields("ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW")

// inLocales are the names and descriptions of a command or an option in languages.
type inLocales struct {
	Names        map[string]string `json:"name_localizations,omitempty"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
}

// checkNamed refuses a name or a description that is not right in some language. Of
// each the longest counts.
func (in inLocales) checkNamed(name, description string, size *int) *refusal {
	longestName, named := inAll(name, in.Names, func(name string) bool { return nameForm.MatchString(name) && strings.ToLower(name) == name })
	longest, described := inAll(description, in.Descriptions, func(text string) bool { return between(text, 1, 100) })
	if !named || !described {
		return invalid("name or description of %q", name)
	}
	*size += longestName + longest
	return nil
}

// inAll tells whether a text is right in all its languages, and how long the longest is.
func inAll(text string, others map[string]string, right func(string) bool) (longest int, fits bool) {
	longest, fits = len(text), right(text)
	for locale, other := range others {
		longest = max(longest, len(other))
		fits = fits && right(other) && slices.Contains(locales, locale)
	}
	return longest, fits
}

func between(text string, least, most int) bool {
	n := utf8.RuneCountInString(text)
	return n >= least && n <= most
}
