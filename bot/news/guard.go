package news

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

// What is said of an address that is not asked. It names no address: an
// operator's may hold a secret, and a redirect's may be anything.
var (
	errScheme  = errors.New("the address begins neither with http:// nor with https://")
	errUser    = errors.New("the address holds a user name")
	errPrivate = errors.New("the address is of a private network, which PRAYERBOT_FEEDS_PRIVATE=true would allow")
)

// special are the networks within the public ones that lead back inside, to
// another protocol's addresses, or nowhere (IANA's registries of
// special-purpose addresses).
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

// unicast6 is what the public addresses of IPv6 are taken from. Mapped and
// translated addresses of IPv4 (::ffff:0:0/96, 64:ff9b::/96) are not.
var unicast6 = netip.MustParsePrefix("2000::/3")

func prefixes(all ...string) []netip.Prefix {
	var parsed []netip.Prefix
	for _, p := range all {
		parsed = append(parsed, netip.MustParsePrefix(p))
	}
	return parsed
}

// public tells whether an address belongs to the public network.
func public(a netip.Addr) bool {
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Is4In6() || a.Is6() && !unicast6.Contains(a) {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// checkURL refuses what is not asked, before any name is looked up.
func checkURL(u *url.URL, private bool) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return errScheme
	case u.User != nil:
		return errUser
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil && !private && !public(a) {
		return errPrivate
	}
	return nil
}

// guard refuses a connection at the last moment: when the name is looked up
// and the socket is about to be opened. So no answer of a name server and no
// redirect leads inside.
func guard(private bool) func(network, address string, _ syscall.RawConn) error {
	return func(network, address string, _ syscall.RawConn) error {
		if private {
			return nil
		}
		to, err := netip.ParseAddrPort(address)
		if err != nil || !strings.HasPrefix(network, "tcp") {
			return fmt.Errorf("an address that cannot be read: %w", errPrivate)
		}
		if !public(to.Addr()) {
			return errPrivate
		}
		return nil
	}
}

// hostOf is the name by which a host's pace is kept.
func hostOf(u *url.URL) string { return strings.TrimRight(strings.ToLower(u.Hostname()), ".") }

func hostOfAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return hostOf(u)
}

// newDialer opens connections, but none to where the guard says no. A nil
// resolver is the system's.
func newDialer(resolver *net.Resolver, private bool) *net.Dialer {
	return &net.Dialer{Timeout: dialTime, Resolver: resolver, Control: guard(private)}
}
