package adapter

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// The bounds of a request by which a platform brings what people say.
const (
	BringTime = 20 * time.Second // for one to come in whole
	maxHeader = 16 << 10
)

// Listen opens an address; variable names the setting that holds it.
func Listen(ctx context.Context, variable, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be used: %w. Choose another address, or stop what uses this one", variable, err)
	}
	return listener, nil
}

// ListenIntake makes a server that takes in what a platform brings over HTTP, and
// its listener. variable names the setting that holds the address.
func ListenIntake(ctx context.Context, variable, address string, handler http.Handler) (*http.Server, net.Listener, error) {
	listener, err := Listen(ctx, variable, address)
	if err != nil {
		return nil, nil, err
	}
	return &http.Server{
		Handler: handler, ReadHeaderTimeout: BringTime, ReadTimeout: BringTime, WriteTimeout: 2 * BringTime,
		IdleTimeout: 5 * time.Minute, MaxHeaderBytes: maxHeader,
	}, listener, nil
}
