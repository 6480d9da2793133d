package document

import (
	"cmp"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"unique"
)

// Kind is what a component is. It is declared once, beside the component's type, and
// given to its nodes.
type Kind struct {
	// Name is in lower case with dashes; it becomes the class pn-<name> and the attribute
	// data-pn. Two kinds on one page must not have the same.
	Name string
	// CSS are the kind's styles: they travel with the pages that show it, in the cascade
	// layer of components. Colours and distances should be the page's own
	// (var(--pn-accent), …).
	CSS string
	// Module is the JavaScript module with the kind's part in the browser, a name in
	// Files; "" for a kind that needs none. It is loaded by the pages that show the kind,
	// and by no other. docs/components.md says what it exports.
	Module string
	// Files hold the module and what it imports by relative names, such as an embed.FS. With
	// a file assets.lock among them the module may import the packages that it names.
	// nil stands for the folder of the app: then the styles are also those of the file
	// beside the module whose name ends in .css, if there is one. A value that cannot be
	// compared, such as a map, panics.
	Files fs.FS
}

// maxKindName bounds the name of a kind: a browser tells it with every fault of its module.
const maxKindName = 100

// Asset is what a browser needs of a kind. Two runs of an app mean the same kind when
// their assets are the same.
type Asset struct {
	Kind   string // its name
	CSS    string
	Module string // where the browser finds the module, relative to its own runtime; "" for none
}

// kind is a Kind as nodes have it: the same for all nodes of it. The zero value is none.
type kind = unique.Handle[Kind]

// asset is an Asset as digests have it. The zero value is none.
type asset = unique.Handle[Asset]

// supplied is a kind that has nodes in the document, or had, and its asset.
type supplied struct {
	kind  kind
	asset asset
}

// Check returns what keeps components from being of the kind.
func (k Kind) Check() error {
	switch {
	case !isKindName(k.Name):
		return fmt.Errorf("kind %q: a kind's name is lower case letters, digits and dashes after a letter", k.Name)
	case len(k.Name) > maxKindName:
		return fmt.Errorf("kind %.20s…: a kind's name has at most %d letters", k.Name, maxKindName)
	case k.Files != nil && !reflect.TypeOf(k.Files).Comparable():
		return fmt.Errorf("kind %s: its Files are a %T, which cannot be compared: give an embed.FS, or a pointer", k.Name, k.Files)
	case k.Files != nil && k.Module == "":
		return fmt.Errorf("kind %s: it has Files and no Module, so that nothing loads them", k.Name)
	case k.Module != "" && (!fs.ValidPath(k.Module) || k.Module == "."):
		return fmt.Errorf("kind %s: the module %q is no name of a file among its Files: write it with slashes, and without a slash or .. at the start", k.Name, k.Module)
	}
	return nil
}

func isKindName(name string) bool {
	for i, c := range []byte(name) {
		if isLetter := c >= 'a' && c <= 'z'; !isLetter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != ""
}

// kindName returns the name of a node's kind, "" if it has none.
func (n *Node) kindName() string {
	if n.kind == (kind{}) {
		return ""
	}
	return n.kind.Value().Name
}

// SupplyBy sets how the assets of kinds are found: supply has the files of a kind served,
// and returns its asset. It must not use the document. Without it a kind has its styles
// alone. It is called before the first Settle.
func (d *Document) SupplyBy(supply func(Kind) Asset) { d.supply = supply }

// Assets lists what a browser needs for the kinds of component in the document, by name.
func (d *Document) Assets() (out []Asset) {
	d.mu.Lock()
	defer d.mu.Unlock()
	seen := map[kind]bool{{}: true}
	for _, n := range d.nodes {
		if !seen[n.kind] {
			seen[n.kind] = true
			out = append(out, d.assetOf(n).Value())
		}
	}
	slices.SortFunc(out, func(a, b Asset) int { return cmp.Compare(a.Kind, b.Kind) })
	return out
}

// assetOf returns the asset of a node's kind, or none. The caller holds d.mu.
func (d *Document) assetOf(n *Node) asset {
	for _, s := range d.supplied {
		if s.kind == n.kind {
			return s.asset
		}
	}
	return asset{}
}

// need notes that the browser needs the asset of a node's kind. The caller holds d.mu.
func (d *Document) need(n *Node) {
	if n.kind == (kind{}) {
		return
	}
	for _, s := range d.supplied {
		if s.kind == n.kind {
			return
		}
		if s.kind.Value().Name == n.kindName() {
			d.fail(fmt.Errorf("two kinds of component are named %q: the first is shown, and the other as if it were one. Give each kind its own name", n.kindName()))
			return
		}
	}
	k := n.kind.Value()
	a := Asset{Kind: k.Name, CSS: k.CSS}
	if d.supply != nil {
		a = d.supply(k)
	}
	d.supplied = append(d.supplied, supplied{n.kind, assetHandle(a)})
	d.lacking = append(d.lacking, a)
}

// Resupply finds the assets of kinds anew whose modules are files of the app, after such
// a file has changed. It belongs in the session's turn; the next Take brings them to the
// browser.
func (d *Document) Resupply() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, s := range d.supplied {
		k := s.kind.Value()
		if k.Module == "" || k.Files != nil || d.supply == nil {
			continue
		}
		if now := d.supply(k); now != s.asset.Value() {
			d.supplied[i].asset = assetHandle(now)
			d.lacking = append(d.lacking, now)
		}
	}
}

// takeAssets returns the operations that bring what the browser needs of kinds and does
// not have. The caller holds d.mu.
func (d *Document) takeAssets() (ops []Op) {
	for _, a := range d.lacking {
		if a.CSS != "" {
			ops = append(ops, Op{Kind: OpStyle, ID: a.Kind, Text: a.CSS})
		}
		if a.Module != "" {
			ops = append(ops, Op{Kind: OpModule, ID: a.Kind, Text: a.Module})
		}
	}
	d.lacking = nil
	return ops
}

// onPage forgets the kinds that have no nodes in the document any more: a page that was
// made of it as it is has only the assets of the others. The caller holds d.mu.
func (d *Document) onPage() {
	here := map[kind]bool{}
	for _, n := range d.nodes {
		here[n.kind] = true
	}
	d.supplied = slices.DeleteFunc(d.supplied, func(s supplied) bool { return !here[s.kind] })
	d.lacking = nil
}

// lackFor notes what a browser lacks that has what a digest describes. The caller holds
// d.mu.
func (d *Document) lackFor(has Digest) {
	d.onPage()
	known := map[asset]bool{}
	for _, k := range has {
		known[k.asset] = true
	}
	for _, s := range d.supplied {
		if !known[s.asset] {
			d.lacking = append(d.lacking, s.asset.Value())
		}
	}
}
