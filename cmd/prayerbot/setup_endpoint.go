package main

import (
	"context"
	"log/slog"
	"net/url"

	"prayerbot/bot/discord"
)

// An endpointWanted is where Discord is to post interactions once the file is written;
// the zero one leaves it as it is.
type endpointWanted struct{ token, address string }

// askEndpoint asks whether Discord is to post interactions, and where.
func (s *settingUp) askEndpoint(token string, is discord.Identity) error {
	s.Say("What people do comes over Discord's gateway, which suits most. Where many replicas are to answer, Discord posts it to an https address that your web server hands on to %s.", s.config.Interactions)
	address, err := s.until(s.Ask, "Interactions Endpoint URL (Enter: the gateway): ", func(address string) string {
		to, err := url.Parse(address)
		if err != nil || to.Host == "" || to.Scheme != "https" && s.config.DiscordURL == "" {
			return "That is no address that begins with https://, such as https://pray.example.org/discord."
		}
		return unquotable(address)
	})
	if err != nil || address == "" {
		return err
	}
	s.endpoint = endpointWanted{token, address}
	s.set("DISCORD_PUBLIC_KEY", is.PublicKey)
	s.set("DISCORD_INTERACTIONS_LISTEN", s.config.Interactions)
	return nil
}

// claimEndpoint has Discord post interactions to the address that was answered. Where it
// does not, they go on coming over the gateway, and it is said what to do.
func (s *settingUp) claimEndpoint() {
	if s.endpoint.address == "" {
		return
	}
	ctx, cancel := context.WithTimeout(s.world, checkTime)
	defer cancel()
	err := discord.ClaimEndpoint(ctx, discord.Config{
		Token: s.endpoint.token, URL: s.config.DiscordURL, Listen: s.config.Interactions, Clock: systemClock(), Log: slog.New(slog.DiscardHandler),
	}, s.endpoint.address)
	if err == nil {
		s.Say("Discord posts to %s what people do, from now on, and nobody is answered before the bot is started.", s.endpoint.address)
		return
	}
	s.Say("Discord has not taken %s: %v. Until it does, all comes over the gateway. Look that your web server hands it on to %s, start the bot, and enter it as Interactions Endpoint URL on your application's page General Information.", s.endpoint.address, err, s.config.Interactions)
}
