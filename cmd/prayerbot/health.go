package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// healthCommand asks a running bot whether it is ready: for containers that
// have no other program to ask with.
type healthCommand struct{}

// healthTime bounds the question.
const healthTime = 4 * time.Second

// Run fails where the bot is not ready, and says why.
func (healthCommand) Run(world surroundings, c *Config) error {
	if _, _, err := net.SplitHostPort(c.HTTP); err != nil {
		return configFaults{"PRAYERBOT_HTTP is not set. Give the address that the running bot was given."}
	}
	ready, said, err := askReady(world, c.HTTP)
	if err != nil {
		return err
	}
	if !ready {
		return fmt.Errorf("the bot is not ready: %s", said)
	}
	fmt.Fprintln(world.out, "ready")
	return nil
}

// askReady asks the bot that listens at an address, a host and a port, whether
// it is ready, and gives what it says. An error is that none answers.
func askReady(ctx context.Context, address string) (ready bool, said string, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return false, "", fmt.Errorf("the address of the bot: %w", err)
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return false, "", fmt.Errorf("ask the bot: %w", err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false, "", fmt.Errorf("no bot answers at %s: start one with PRAYERBOT_HTTP=%s, or give the address that it was given (%w)", address, address, errors.Unwrap(err))
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(res.Body, 4096))
	return res.StatusCode == http.StatusOK, strings.TrimSpace(string(body)), nil
}
