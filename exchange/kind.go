package exchange

// Kind is what a document is for.
type Kind string

// The kinds.
const (
	List      Kind = "list"      // 公示名单: de-identified, for the public
	Approval  Kind = "approval"  // 审批表: numbers, and who moves, with room for seals
	Minutes   Kind = "minutes"   // 会议纪要附件: objectives with proofs, indicators, numbers by school
	Notices   Kind = "notices"   // 派出、到岗通知: one page for each school
	WriteBack Kind = "writeback" // 人事系统回填表
)

// Values lists the closed set of words.
func (Kind) Values() []string {
	return []string{"list", "approval", "minutes", "notices", "writeback"}
}

// Part is a part of the Input that not every kind of document has a place for.
type Part string

// The parts that Kind.Shows speaks of.
const (
	PartNames   Part = "names"   // People
	PartBureau  Part = "bureau"  // who signs
	PartContact Part = "contact" // whom complaints reach
	PartDate    Part = "date"    // of the document
	PartPublic  Part = "public"  // days of the 公示
)

// Shows reports whether a document of this kind shows a part of the Input. What it
// does not show is left out without a word, so those who ask for it are refused.
func (k Kind) Shows(p Part) bool {
	switch p {
	case PartContact, PartPublic:
		return k == List
	case PartDate:
		return k == List || k == Minutes || k == Notices
	case PartBureau:
		return k != WriteBack
	default:
		return k != Minutes
	}
}

// Format is a file format.
type Format string

// The formats.
const (
	DOCX Format = "docx"
	XLSX Format = "xlsx"
	PDF  Format = "pdf"
)

// Values lists the closed set of words.
func (Format) Values() []string { return []string{"docx", "xlsx", "pdf"} }

// ContentType is the media type of the format.
func (f Format) ContentType() string {
	switch f {
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	default:
		return "application/pdf"
	}
}
