package news

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"

	"prayerbot/content"
)

// What is said of an address that is not asked. It names no address: an
// operator's may hold a secret, and a redirect's may be anything.
var (
	errScheme   = errors.New("the address begins neither with http:// nor with https://")
	errUser     = errors.New("the address holds a user name")
	errPrivate  = errors.New("the address is of a private network, which PRAYERBOT_FEEDS_PRIVATE=true would allow")
	errStranger = errors.New("the address is of a private network, and no feed of the list names its host")
	errNever    = errors.New("the address is of a private network that is never asked, such as that of a machine itself")
)

// The networks in which an operator's own hosts stand: those for private use,
// that of providers and overlays (100.64.0.0/10), and this machine.
var (
	ownNetworks4 = prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8")
	ownNetworks6 = prefixes("fc00::/7", "::1/128")
)

// metadata are the addresses within those networks and the public ones at which
// clouds tell a machine its secrets; the usual ones are link-local.
var metadata = []netip.Addr{
	netip.MustParseAddr("100.100.100.200"),    // Alibaba Cloud
	netip.MustParseAddr("168.63.129.16"),      // Azure
	netip.MustParseAddr("fd00:ec2::254"),      // AWS
	netip.MustParseAddr("fd20:ce::254"),       // Google Cloud
	netip.MustParseAddr("fd00:42::42"),        // Scaleway
	netip.MustParseAddr("fd00:c1::a9fe:a9fe"), // Oracle Cloud
}

// The guardians know IANA's registries of addresses for special purposes: one
// lets the public network through, the other the operator's own beside it.
var (
	publicOnly = ssrf.New(ssrf.WithAnyPort())
	ownToo     = ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(ownNetworks4...), ssrf.WithAllowedV6Prefixes(ownNetworks6...))
)

func prefixes(all ...string) []netip.Prefix {
	var parsed []netip.Prefix
	for _, p := range all {
		parsed = append(parsed, netip.MustParsePrefix(p))
	}
	return parsed
}

// public tells whether an address belongs to the public network.
func public(a netip.Addr) bool {
	return a.IsValid() && !slices.Contains(metadata, a.WithZone("")) && publicOnly.SafeAddr(a) == nil
}

// checkAddress refuses an address that a request must not reach. What is never
// asked is refused whatever the operator allows.
func checkAddress(a netip.Addr, allowed hosts, own bool) error {
	switch {
	case public(a):
		return nil
	case !a.IsValid(), slices.Contains(metadata, a.WithZone("")), ownToo.SafeAddr(a) != nil:
		return errNever
	case allowed == nil:
		return errPrivate
	case !own:
		return errStranger
	}
	return nil
}

// hosts tells whether a host is the operator's own, so that it may stand in a
// private network. nil is that none may.
type hosts func(host string) bool

// ownHosts are those that the list of feeds names, where private networks are
// allowed.
func ownHosts(private bool, feeds func() []content.Feed) hosts {
	if !private {
		return nil
	}
	return func(host string) bool {
		return feeds != nil && slices.ContainsFunc(feeds(), func(f content.Feed) bool { return hostOfAddress(f.Address) == host })
	}
}

// checkURL refuses what is not asked, before any name is looked up.
func checkURL(u *url.URL, allowed hosts, own bool) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return errScheme
	case u.User != nil:
		return errUser
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil {
		return checkAddress(a, allowed, own)
	}
	return nil
}

// ownKey marks the context of a request to one of the operator's own hosts.
type ownKey struct{}

// guard refuses a connection at the last moment: when the name is looked up
// and the socket is about to be opened. So no answer of a name server and no
// redirect leads inside.
func guard(allowed hosts) func(ctx context.Context, network, address string, _ syscall.RawConn) error {
	return func(ctx context.Context, network, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || network != "tcp4" && network != "tcp6" {
			return fmt.Errorf("an address that cannot be read: %w", errNever)
		}
		return checkAddress(to.Addr(), allowed, ctx.Value(ownKey{}) != nil)
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
func newDialer(resolver *net.Resolver, allowed hosts) *net.Dialer {
	return &net.Dialer{Timeout: dialTime, Resolver: resolver, ControlContext: guard(allowed)}
}

// localNames are the ends of names that stand in no public directory, or only
// for the machine or the network on which they are looked up.
var localNames = []string{
	".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".home.arpa", ".corp", ".private", ".localdomain",
}

// leadsInside tells whether a link leads to a host that readers cannot reach, or
// should not: by its address, in any of the ways in which browsers read one, or
// by a name of a local network. No name is looked up.
func leadsInside(link string) bool {
	u, err := url.Parse(link)
	if err != nil {
		return true
	}
	host := hostOf(u)
	if a, err := netip.ParseAddr(host); err == nil {
		return !public(a)
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == host || last[0] >= '0' && last[0] <= '9' {
		return true // one word, or a number that a browser takes for an address
	}
	return slices.ContainsFunc(localNames, func(end string) bool { return strings.HasSuffix(host, end) })
}
