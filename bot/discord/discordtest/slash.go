package discordtest

import "prayerbot/bot/adapter/fake"

// slashCommands are the commands that the bot has registered.
type slashCommands struct {
	state    *fake.State
	ledger   *ledger
	commands []Command
	puts     int
}

// Commands are the slash commands that are registered, and how often they were
// written.
func (s *slashCommands) Commands() ([]Command, int) {
	s.state.Lock()
	defer s.state.Unlock()
	return append([]Command(nil), s.commands...), s.puts
}

func (s *slashCommands) getCommands([]string, []byte) (any, *refusal) {
	if s.commands == nil {
		return []Command{}, nil
	}
	return s.commands, nil
}

func (s *slashCommands) putCommands(groups []string, body []byte) (any, *refusal) {
	var all []Command
	if groups[0] != BotID {
		return nil, &refusal{403, 20012, "You are not authorized to perform this action on this application"}
	}
	if refused := strictly(body, &all); refused != nil {
		return nil, refused
	}
	if len(all) > 100 {
		return nil, &refusal{400, 30032, "Maximum number of application commands reached"}
	}
	names := map[string]bool{}
	for i, c := range all {
		if names[c.Name] {
			return nil, invalid("name: APPLICATION_COMMANDS_DUPLICATE_NAME")
		}
		names[c.Name] = true
		if refused := c.check(); refused != nil {
			return nil, refused
		}
		all[i].ID = s.ledger.nextID()
	}
	s.commands = all
	s.puts++
	return all, nil
}
