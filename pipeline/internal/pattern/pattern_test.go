package pattern

import (
	"reflect"
	"regexp"
	"testing"
)

// Every method gives what regexp.Regexp gives, in the order of the arguments that it takes.
func TestMethodsAreThoseOfRegexp(t *testing.T) {
	const source = `(\d+)-(x*)`
	p, want := reflect.ValueOf(Of(source)), reflect.ValueOf(regexp.MustCompile(source))
	values := map[reflect.Type][]reflect.Value{}
	for _, v := range []any{"a 12-xx b 3-", "<$1>", []byte("a 12-xx b 3-"), []byte("<$1>"), -1,
		func(string) string { return "!" }, func([]byte) []byte { return []byte("!") }} {
		values[reflect.TypeOf(v)] = append(values[reflect.TypeOf(v)], reflect.ValueOf(v))
	}
	for i := range p.NumMethod() {
		name, method := p.Type().Method(i).Name, p.Method(i)
		if name == "Check" {
			continue
		}
		var args []reflect.Value
		taken := map[reflect.Type]int{}
		for j := range method.Type().NumIn() {
			in := method.Type().In(j)
			args = append(args, values[in][taken[in]])
			taken[in]++
		}
		got, expected := method.Call(args)[0].Interface(), want.MethodByName(name).Call(args)[0].Interface()
		if !reflect.DeepEqual(got, expected) {
			t.Errorf("%s gives %v, want %v", name, got, expected)
		}
	}
}

func TestCheckFindsWhatIsNoExpression(t *testing.T) {
	if Of(`(`).Check() == nil || Of(`a`).Check() != nil {
		t.Error("( is an expression, or a is none")
	}
	if n := len(All()); n < 2 {
		t.Errorf("%d patterns are known", n)
	}
}
