package main

import (
	"net"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"prayerbot/bot/discord/discordtest"
)

// unusedAddress is an address of this machine at which nothing listens.
func unusedAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// webServer hands all that it is asked on to an address.
func webServer(t *testing.T, to string) string {
	t.Helper()
	srv := httptest.NewServer(httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: to}))
	t.Cleanup(srv.Close)
	return srv.URL
}

// Discord looks at the address while nothing but the setup could answer there, and takes
// it; what the bot needs for it stands in the file.
func TestSetupSetsTheInteractionsEndpoint(t *testing.T) {
	_, server := onFakes(t)
	listen := unusedAddress(t)
	t.Setenv("DISCORD_INTERACTIONS_LISTEN", listen)
	address, file := webServer(t, listen)+"/discord", filepath.Join(t.TempDir(), "prayerbot.env")
	code, said := setUp(t, file, "", discordtest.Token, address, "", "", t.TempDir())
	if code != exitFine || server.EndpointURL() != address {
		t.Errorf("code %d, and Discord posts to %q:\n%s", code, server.EndpointURL(), said)
	}
	contains(t, said, "Discord posts to "+address+" what people do, from now on")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(text), "\nDISCORD_PUBLIC_KEY="+discordtest.PublicKey()+"\n", "\nDISCORD_INTERACTIONS_LISTEN="+listen+"\n")
	if _, err := net.Dial("tcp", listen); err == nil {
		t.Error("the setup is over and still listens")
	}
}

// A bot that runs already answers Discord itself.
func TestSetupLeavesTheAddressToARunningBot(t *testing.T) {
	_, server := onFakes(t)
	running := interactionsEndpoint(t)
	t.Setenv("DISCORD_INTERACTIONS_LISTEN", strings.TrimPrefix(running, "http://"))
	if code, said := setUp(t, filepath.Join(t.TempDir(), "prayerbot.env"), "", discordtest.Token, running, "", "", t.TempDir()); code != exitFine || server.EndpointURL() != running {
		t.Errorf("code %d, and Discord posts to %q:\n%s", code, server.EndpointURL(), said)
	}
}

// Where Discord does not reach the bot at the address, nothing changes there, the file is
// written, and it is said what to do.
func TestAnEndpointThatDiscordDoesNotReachIsSaid(t *testing.T) {
	_, server := onFakes(t)
	t.Setenv("DISCORD_INTERACTIONS_LISTEN", unusedAddress(t))
	file := filepath.Join(t.TempDir(), "prayerbot.env")
	code, said := setUp(t, file, "", discordtest.Token, webServer(t, unusedAddress(t)), "", "", t.TempDir())
	if code != exitFine || server.EndpointURL() != "" {
		t.Errorf("code %d, and Discord posts to %q", code, server.EndpointURL())
	}
	contains(t, said, "Discord finds no bot there that answers rightly. Until it does, all comes over the gateway.", "enter it as Interactions Endpoint URL")
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

// An address that was cut off before the file was written is not set.
func TestACutSetupSetsNoEndpoint(t *testing.T) {
	_, server := onFakes(t)
	listen := unusedAddress(t)
	t.Setenv("DISCORD_INTERACTIONS_LISTEN", listen)
	if code, said := setUp(t, filepath.Join(t.TempDir(), "prayerbot.env"), "", discordtest.Token, webServer(t, listen)); code != exitFailed || server.EndpointURL() != "" {
		t.Errorf("code %d, and Discord posts to %q:\n%s", code, server.EndpointURL(), said)
	}
}
