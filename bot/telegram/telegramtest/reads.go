package telegramtest

// Reads tells whether Telegram can read HTML; an error says why not.
func Reads(html string) error {
	_, err := parseHTML(html)
	return err
}
