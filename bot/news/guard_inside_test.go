package news

import (
	"net/netip"
	"testing"
)

func TestTheLastGuardKnowsPublicFromPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34:80": true, "1.1.1.1:443": true, "172.15.0.1:80": true, "172.32.0.1:80": true, "100.63.255.255:80": true,
		"100.128.0.1:80": true, "169.253.0.1:80": true, "[2606:2800:220:1::1]:443": true, "[2a00:1450::1]:443": true,
		"127.0.0.1:80": false, "[::1]:80": false, "169.254.169.254:80": false, "[::ffff:10.0.0.1]:80": false, "[fe80::1%eth0]:80": false,
		"0.0.0.0:80": false, "100.64.0.1:80": false, "[64:ff9b::a00:1]:80": false, "nonsense": false, "": false,
	} {
		if err := guard(false)("tcp", address, nil); (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
		if err := guard(true)("tcp", address, nil); err != nil {
			t.Errorf("where private addresses are allowed, %q: %v", address, err)
		}
	}
	if guard(false)("unix", "/run/docker.sock", nil) == nil {
		t.Error("a socket of this machine is let through")
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}
