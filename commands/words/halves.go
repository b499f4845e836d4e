package words

import (
	"bytes"
	"slices"
)

// grammarLine begins the part of a language's file that holds no sentences.
var grammarLine = []byte(grammarGroup + ":")

// parted gives the sentences of a language's file and its grammar, each with empty lines in
// the place of the other, so that a fault keeps its line. Each is half of the file, and of
// what it takes to read it. Where the grammar does not begin a line, or stands alone, it is the whole file.
func parted(file []byte) (sentences, grammar []byte) {
	begin, end := grammarLines(file)
	if begin < 0 {
		return file, file
	}
	grammar = append(emptied(file[:begin]), file[begin:end]...)
	if !hasGroup(file[:begin]) && !hasGroup(file[end:]) { // no document would be left
		return file, grammar
	}
	sentences = slices.Concat(file[:begin], emptied(file[begin:end]), file[end:])
	return sentences, append(grammar, emptied(file[end:])...)
}

// hasGroup tells whether a line of a part of a file begins a group.
func hasGroup(part []byte) bool {
	return slices.ContainsFunc(bytes.Split(part, []byte{'\n'}), beginsGroup)
}

// beginsGroup tells whether a line stands for itself, and is no note.
func beginsGroup(line []byte) bool {
	return len(line) > 0 && !bytes.ContainsAny(line[:1], " \t\r\n#")
}

// grammarLines is where the grammar of a file begins, and where what stands behind it does;
// -1 where no line begins it.
func grammarLines(file []byte) (begin, end int) {
	begin = -1
	for at := 0; at < len(file); {
		line := file[at:]
		if to := bytes.IndexByte(line, '\n'); to >= 0 {
			line = line[:to+1]
		}
		switch {
		case begin < 0 && bytes.HasPrefix(line, grammarLine):
			begin = at
		case begin >= 0 && beginsGroup(line):
			return begin, at
		}
		at += len(line)
	}
	return begin, len(file)
}

// emptied is as many lines as a part of a file has.
func emptied(part []byte) []byte { return bytes.Repeat([]byte{'\n'}, bytes.Count(part, []byte{'\n'})) }
