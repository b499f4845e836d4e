package reply

// A Right is one that a platform grants the bot in a chat, or a set of them; 0 is
// none.
type Right uint16

// The rights, in the order in which they are shown. Catalogues know them by what
// Names gives, and call each as the platform's settings do.
const (
	RightView          Right = 1 << iota // see the chat
	RightHistory                         // read what was written before
	RightSend                            // write messages
	RightPost                            // open posts in a forum
	RightSendInThreads                   // write in threads, and in the posts of a forum
	RightOpenThreads                     // open a thread under a message
	RightEmbed                           // show cards
	RightAttach                          // send pictures
)

// rightNames are the names of the rights, in their order.
var rightNames = []string{"view", "history", "send", "post", "threads", "open", "embed", "attach"}

// Names are the names of the rights of a set, in their order, as catalogues know
// them.
func (r Right) Names() []string {
	var all []string
	for i, name := range rightNames {
		if r&(1<<i) != 0 {
			all = append(all, name)
		}
	}
	return all
}
