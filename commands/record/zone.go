package record

import (
	"sync"
	"time"
)

// zones are the zones that were read before, by name. They never change while
// the program runs, so to remember them is only to read them once: that takes
// longer than all else that is needed to find a slot.
var zones sync.Map

// LoadZone is time.LoadLocation; a name that is no zone is an error.
func LoadZone(name string) (*time.Location, error) {
	if zone, known := zones.Load(name); known {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		zones.Store(name, zone)
	}
	return zone, err
}
