//go:build !linux

package memory

// dropPages does nothing: other systems take such pages when they need the room.
func dropPages() {}
