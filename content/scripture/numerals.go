package scripture

import (
	"regexp"
	"strconv"
	"strings"
)

// hanNumber is a number in Chinese signs that counts chapters or verses: behind it stands
// the word for them, or before it the one for chapters and nothing behind it. The number
// in the name of a book is none: 约翰一书.
var hanNumber = regexp.MustCompile(`([〇零一二三四五六七八九十百]+)([章篇节節至到-])|([章篇:：]|[章节節]?[至到-])([〇零一二三四五六七八九十百]+)$`)

// hanDigits are the digits in Chinese signs.
var hanDigits = map[rune]int{'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// westernNumerals writes the numbers of chapters and verses that stand in Chinese signs
// as those of digits: 诗篇二十三篇.
func westernNumerals(text string) string {
	return hanNumber.ReplaceAllStringFunc(text, func(found string) string {
		m := hanNumber.FindStringSubmatch(found)
		return m[3] + strconv.Itoa(hanValue(m[1]+m[4])) + m[2]
	})
}

// hanValue is the value of a number in Chinese signs, written with tens and hundreds or
// sign by sign: 一百一十九 and 一一九.
func hanValue(text string) int {
	value, digit := 0, 0
	placed := strings.ContainsAny(text, "十百")
	for _, r := range text {
		switch r {
		case '百':
			value, digit = value+max(digit, 1)*100, 0
		case '十':
			value, digit = value+max(digit, 1)*10, 0
		default:
			if !placed {
				digit *= 10
			}
			if digit += hanDigits[r]; digit > mostOfBook {
				return 0
			}
		}
	}
	return value + digit
}

// mostOfBook is more than any book has chapters, or any chapter verses.
const mostOfBook = 999
