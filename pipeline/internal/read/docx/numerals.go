package docx

import (
	"strings"

	"octavo/pipeline/internal/read/office"
)

// formats are the numbers that are written as Word does (ISO/IEC 29500-1, 17.18.59).
var formats = map[string]office.Numerals{
	"": "decimal", "decimal": "decimal", "decimalHalfWidth": "decimal", "decimalZero": office.ZeroDecimal, "upperRoman": "upper-roman", "lowerRoman": "lower-roman",
	"upperLetter": office.UpperLetterRuns, "lowerLetter": office.LetterRuns, "bullet": office.Bullets, "none": office.NoNumber, "chicago": office.Signs,
	"hex": office.Hex, "numberInDash": office.InDashes,
	"decimalEnclosedCircle": office.Circled, "decimalEnclosedCircleChinese": office.Circled, "ideographEnclosedCircle": office.Circled,
	"decimalEnclosedFullstop": office.WithStop, "decimalEnclosedParen": office.InBrackets,
	"decimalFullWidth": "０１２３４５６７８９", "decimalFullWidth2": "０１２３４５６７８９", "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙", "hindiNumbers": "०१२३४५६७८९",
	"ideographDigital": "〇一二三四五六七八九", "japaneseDigitalTenThousand": "〇一二三四五六七八九", "taiwaneseDigital": "○一二三四五六七八九", "koreanDigital": "영일이삼사오육칠팔구",
	"russianLower": "абвгдежзиклмнопрстуфхцчшщэюя", "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
	"hebrew2": "אבגדהוזחטיכלמנסעפצקרשת", "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي", "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
	"ganada": "가나다라마바사아자차카타파하", "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
	"aiueo": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ", "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
	"iroha": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ", "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
	"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
	"chineseCounting": office.Counting, "chineseCountingThousand": office.Counting, "taiwaneseCounting": office.Counting, "taiwaneseCountingThousand": office.Counting, "japaneseCounting": office.Counting,
}

// maxZeros bounds the noughts before a number; Word offers four at most.
const maxZeros = 10

// numeralsOf reads the format of a number; one with zeros before it stands as an
// alternative for programs that know it: "001, 002, 003, ...".
func numeralsOf(parent *office.Node) (n office.Numerals, known bool, shownAs string) {
	format := parent.Kid("w:numFmt")
	if format == nil {
		if a := parent.Kid("mc:AlternateContent"); a != nil {
			format = branch(a).Kid("w:numFmt")
		}
	}
	shownAs = format.Attr("w:val")
	if shownAs == "custom" {
		shownAs, _, _ = strings.Cut(format.Attr("w:format"), ",")
		if zeros := strings.TrimSuffix(shownAs, "1"); zeros != shownAs && len(zeros) < maxZeros && strings.Trim(zeros, "0") == "" {
			return office.Numerals(shownAs), true, shownAs
		}
	}
	n, known = numerals(shownAs)
	return n, known, shownAs
}

func numerals(format string) (n office.Numerals, known bool) {
	if n, known = formats[format]; known {
		return n, true
	}
	return "decimal", false
}
