package lp

// Component is a set of columns and rows that share no coefficient with the
// rest of the program, so that it may be solved alone.
type Component struct {
	// Cols and Rows are increasing.
	Cols, Rows []int
}

// Components splits the program into its connected blocks, ordered by their
// smallest column. A column without entries is a block of its own. Rows
// without entries belong to no block; EmptyRows lists them.
func (p *Program) Components() []Component {
	// Union-find over columns; the first column seen in a row stands for it.
	parent := make([]int32, len(p.Cols))
	for j := range parent {
		parent[j] = int32(j)
	}
	find := func(j int32) int32 {
		for parent[j] != j {
			parent[j] = parent[parent[j]]
			j = parent[j]
		}
		return j
	}
	first := make([]int32, len(p.Rows))
	for i := range first {
		first[i] = -1
	}
	for j := range p.Cols {
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			i := p.Index[k]
			if first[i] < 0 {
				first[i] = int32(j)
				continue
			}
			a, b := find(first[i]), find(int32(j))
			// the smaller column becomes the root, so that roots are stable
			switch {
			case a < b:
				parent[b] = a
			case b < a:
				parent[a] = b
			}
		}
	}
	var list []Component
	number := make(map[int32]int)
	for j := range p.Cols {
		root := find(int32(j))
		at, known := number[root]
		if !known {
			at = len(list)
			number[root] = at
			list = append(list, Component{})
		}
		list[at].Cols = append(list[at].Cols, j)
	}
	for i, j := range first {
		if j >= 0 {
			at := number[find(j)]
			list[at].Rows = append(list[at].Rows, i)
		}
	}
	return list
}
