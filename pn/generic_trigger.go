package pn

// Trigger is the base of components that a person clicks. What it does to other
// components happens in the browser at once, however far away the server is; the server is
// told with the click, ends in the same state, and then calls what follows the click. So
// use these methods in place of a callback where they do. Several happen in the order in
// which they are given. See Behave for what all of them have in common.
type Trigger[T any] struct {
	Base[T]
}

func (t *Trigger[T]) does(verb string, c Component, argument any) T {
	Behave(&t.node, verb, c, argument)
	return t.self
}

// Shows has a click show a component. What stands in the modal area opens the dialog.
func (t *Trigger[T]) Shows(c Component) T { return t.does("show", c, nil) }

// Hides has a click hide a component.
func (t *Trigger[T]) Hides(c Component) T { return t.does("hide", c, nil) }

// Toggles has a click show a component that is hidden, and hide one that is not.
func (t *Trigger[T]) Toggles(c Component) T { return t.does("toggle", c, nil) }

// Opens has a click unfold a card that can be folded. Anything else is shown.
func (t *Trigger[T]) Opens(c Component) T { return t.does("open", c, nil) }

// Closes has a click fold a card that can be folded. Anything else is hidden.
func (t *Trigger[T]) Closes(c Component) T { return t.does("close", c, nil) }

// Sets has a click set the value of a widget, or the tab of Tabs, counted from 0. It
// panics if the component does not take the value.
func (t *Trigger[T]) Sets(c Component, value any) T { return t.does("set", c, value) }

// TogglesClass has a click give a component a class of CSS, or take it away.
func (t *Trigger[T]) TogglesClass(c Component, class string) T { return t.does("class", c, class) }

// Focuses has a click put the focus on a component: on its control, if it has one.
func (t *Trigger[T]) Focuses(c Component) T { return t.does("focus", c, nil) }

// ScrollsTo has a click scroll to a component.
func (t *Trigger[T]) ScrollsTo(c Component) T { return t.does("scroll", c, nil) }

// Copies has a click copy the text of a component to the clipboard, or the value of its
// control.
func (t *Trigger[T]) Copies(c Component) T { return t.does("copy", c, nil) }
