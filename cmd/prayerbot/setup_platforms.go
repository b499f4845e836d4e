package main

import (
	"context"
	"log/slog"
	"regexp"

	"prayerbot/bot/discord"
	"prayerbot/bot/doctor"
	"prayerbot/bot/telegram"
)

// token asks for a token until it has the form of one and its platform lets it in.
// "" is none.
func (s *settingUp) token(name, question string, form *regexp.Regexp, ask func(context.Context, string) *doctor.Result) (string, error) {
	return s.until(s.AskHidden, question, func(token string) string {
		if !form.MatchString(token) {
			return "That does not look like a token. Copy it again, whole and without quotes, " + whereFrom(name) + "."
		}
		ctx, cancel := context.WithTimeout(s.world, checkTime)
		defer cancel()
		if r := ask(ctx, token); r != nil {
			return "That cannot be used: " + r.Error() + "."
		}
		return ""
	})
}

// telegram asks for the token of Telegram, and says what its bot is and what to
// switch on.
func (s *settingUp) telegram() error {
	s.Say("\nTelegram: talk with @BotFather, send it /newbot, and copy the token that it gives you.")
	var is telegram.Identity
	token, err := s.token("TELEGRAM_TOKEN", "Telegram token (it is not shown; Enter: not on Telegram): ", telegramTokenForm, func(ctx context.Context, token string) (r *doctor.Result) {
		is, r = telegram.Identify(ctx, telegram.Config{Token: token, URL: s.config.TelegramURL, Clock: systemClock(), Log: slog.New(slog.DiscardHandler)})
		return r
	})
	if err != nil || token == "" {
		return err
	}
	s.platforms++
	s.set("TELEGRAM_TOKEN", token)
	s.set("TELEGRAM_API_URL", s.config.TelegramURL)
	s.Say("It is the token of %s, @%s.", is.Name, is.Username)
	for _, line := range telegramSwitches(is) {
		s.Say("- %s", line)
	}
	s.Say("- https://t.me/%[1]s opens the bot, and https://t.me/%[1]s?startgroup=start adds it to a group.", is.Username)
	return nil
}

// telegramSwitches say how the bot's switches at BotFather are, by their names there.
func telegramSwitches(is telegram.Identity) []string {
	inline, privacy := "Inline mode is on.", "Privacy mode is on, as it should be."
	if !is.Inline {
		inline = "Inline mode is off. Send /setinline to @BotFather to let people bring a prayer point into any chat."
	}
	if is.ReadsAll {
		privacy = "Privacy mode is off, so the bot is sent all that is said in groups, which it does not need. Send /setprivacy to @BotFather and choose Enable."
	}
	return []string{inline, privacy}
}

// discord asks for the token of Discord, and says what its bot is, what to switch on,
// and how it is added to a server.
func (s *settingUp) discord() error {
	s.Say("\nDiscord: on https://discord.com/developers/applications choose New Application, open its page Bot, choose Reset Token, and copy the token.")
	var is discord.Identity
	token, err := s.token("DISCORD_TOKEN", "Discord token (it is not shown; Enter: not on Discord): ", discordTokenForm, func(ctx context.Context, token string) (r *doctor.Result) {
		is, r = discord.Identify(ctx, discord.Config{Token: token, URL: s.config.DiscordURL, Clock: systemClock(), Log: slog.New(slog.DiscardHandler)})
		return r
	})
	if err != nil || token == "" {
		return err
	}
	s.platforms++
	s.set("DISCORD_TOKEN", token)
	s.set("DISCORD_API_URL", s.config.DiscordURL)
	s.Say("It is the token of %s.", is.Name)
	for _, line := range discordSwitches(is) {
		s.Say("- %s", line)
	}
	s.Say("- This link adds the bot to a server, with the rights that it needs and no others:\n  %s", is.Invite)
	return s.askEndpoint(token, is)
}

// discordSwitches say how the switches on the application's pages are, by their names
// there.
func discordSwitches(is discord.Identity) []string {
	public := "Public Bot is on, so everybody who has the link can add the bot to a server."
	if is.Closed {
		public = "Public Bot is off, so you alone can add the bot to a server. Switch it on, on the page Bot, to let others do it."
	}
	intents := "Privileged Gateway Intents are off, as they should be."
	if is.Privileged {
		intents = "Privileged Gateway Intents are on, and the bot needs none. Switch off Presence Intent, Server Members Intent and Message Content Intent, on the page Bot."
	}
	endpoint := "Interactions Endpoint URL, on the page General Information, is empty, as it should be but for many replicas."
	if is.Elsewhere {
		endpoint = "Interactions Endpoint URL is set, on the page General Information, so Discord sends nothing to a bot without DISCORD_PUBLIC_KEY. Clear it there, or type it below."
	}
	return []string{public, intents, endpoint}
}
