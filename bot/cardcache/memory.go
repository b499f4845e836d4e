package cardcache

// A memory keeps cards up to a number of bytes: when the young half is full it
// becomes the old one, and what is asked again of that is young once more. The zero
// memory is empty.
type memory struct {
	most       int // bytes
	young, old map[string][]byte
	size       int // bytes of the young half
}

func (m *memory) get(key string) ([]byte, bool) {
	if data, is := m.young[key]; is {
		return data, true
	}
	data, is := m.old[key]
	if is {
		m.put(key, data)
	}
	return data, is
}

// put keeps a card; one that is larger than half of it is not kept.
func (m *memory) put(key string, data []byte) {
	if len(data) > m.most/2 {
		return
	}
	if m.young == nil || m.size+len(data) > m.most/2 {
		m.young, m.old, m.size = map[string][]byte{}, m.young, 0
	}
	m.young[key] = data
	m.size += len(data)
}
