package compiled

import "io"

// Stdio is what os.Stdin, os.Stdout and os.Stderr are to a script: the
// instance's own, not the process's. The checker is shown this type, so it
// refuses a use that needs the real *os.File.
//
// A script sees its exported methods, and only those.
type Stdio struct {
	in   io.Reader
	out  io.Writer
	name string
	fd   uintptr
}

// NewStdio makes a standard file that reads from in and writes to out. name
// and fd are what Name and Fd answer.
func NewStdio(in io.Reader, out io.Writer, name string, fd uintptr) *Stdio {
	return &Stdio{in: in, out: out, name: name, fd: fd}
}

// Read reads the script's input.
func (s *Stdio) Read(p []byte) (int, error) { return s.in.Read(p) }

// Write writes to the script's output.
func (s *Stdio) Write(p []byte) (int, error) { return s.out.Write(p) }

// WriteString writes a string.
func (s *Stdio) WriteString(text string) (int, error) { return io.WriteString(s.out, text) }

// Name returns the file's name, for example "/dev/stdout".
func (s *Stdio) Name() string { return s.name }

// Fd returns the number that the file would have in a process of its own.
func (s *Stdio) Fd() uintptr { return s.fd }

// Sync does nothing: writes are not buffered.
func (s *Stdio) Sync() error { return nil }

// Close does nothing: the streams outlive the script.
func (s *Stdio) Close() error { return nil }
