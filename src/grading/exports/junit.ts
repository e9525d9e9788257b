import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";
import type { TestResult } from "../job-verdict";
import type { GradedStudent } from "../reports/graded-class";
import type { ExerciseResult } from "../student-result";
import { type Exporter, needsLook, withoutGrade } from "./exported";
import type { Problem } from "./problem";
import { repeated } from "./repeated";

const attributes = { ignoreAttributes: false, attributeNamePrefix: "@" } as const;

/** One suite a student, one case a test, as continuous integration systems read them (JUnit XML). */
export const exportJunit: Exporter = (graded) => {
	const suites = graded.students.map(suiteOf);
	const total = (name: CountName) => suites.reduce((sum, suite) => sum + suite[name], 0);
	const xml = new XMLBuilder({
		...attributes,
		format: true,
		indentBy: "\t",
		suppressEmptyNode: true,
		suppressBooleanAttributes: false,
	}).build({
		"?xml": { "@version": "1.0", "@encoding": "UTF-8" },
		testsuites: {
			"@name": "attention-lab",
			...Object.fromEntries(countNames.map((name) => [name, total(name)])),
			testsuite: suites,
		},
	}) as string;
	return {
		files: [{ path: "junit.xml", contents: xml }],
		problems: lintJunit(xml),
		leftOut: withoutGrade(graded),
		notes: [],
	};
};

const countNames = ["@tests", "@failures", "@errors", "@skipped"] as const;
type CountName = (typeof countNames)[number];

function suiteOf({ result, grade }: GradedStudent) {
	const cases = result.exercises.flatMap((exercise) =>
		exercise.tests.map((test) => caseOf(exercise, test)),
	);
	const count = (kind: string) => cases.filter((one) => kind in one).length;
	return {
		"@name": xmlText(result.student),
		"@tests": cases.length,
		"@failures": count("failure"),
		"@errors": count("error"),
		"@skipped": count("skipped"),
		properties: {
			property: [
				...(grade.name === undefined
					? []
					: [{ "@name": "student name", "@value": xmlText(grade.name) }]),
				{ "@name": "max points", "@value": `${grade.maxPoints}` },
				...(grade.grade === null ? [] : [{ "@name": "grade", "@value": `${grade.grade}` }]),
			],
		},
		testcase: cases,
	};
}

/** What has to be looked at is skipped, not failed. */
function caseOf({ exercise, state }: ExerciseResult, { name, status, message = "" }: TestResult) {
	const one = { "@name": xmlText(name), "@classname": exercise };
	if (state === "infra-error" || state === "ungradable")
		return { ...one, skipped: { "@message": needsLook } };
	if (status === "passed") return one;
	const [first = ""] = message.split("\n");
	const told = { "@message": xmlText(first), "@type": status, "#text": xmlText(message) };
	return status === "failed" ? { ...one, failure: told } : { ...one, error: told };
}

/** XML 1.0 has no place for most control characters, not even escaped, nor for half a surrogate pair. */
const xmlText = (text: string): string => text.replace(forbidden, "\uFFFD");
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;

/** Well-formed, every student's suite once, and the counts those of the cases. */
export function lintJunit(text: string): Problem[] {
	const valid = XMLValidator.validate(text);
	if (valid !== true)
		return [{ where: `line ${valid.err.line}`, rule: `is no XML: ${valid.err.msg}` }];
	const [bad] = text.match(forbidden) ?? [];
	if (bad !== undefined)
		return [{ where: "the file", rule: `has the character ${JSON.stringify(bad)}` }];
	const parser = new XMLParser({
		...attributes,
		isArray: (name) => name === "testsuite" || name === "testcase",
	});
	const { testsuites } = parser.parse(text) as { testsuites?: { testsuite?: ParsedSuite[] } };
	if (testsuites === undefined)
		return [{ where: "the file", rule: "has no <testsuites> as its root" }];
	const suites = testsuites.testsuite ?? [];
	const names = suites.map((suite) => suite["@name"] ?? "");
	return [
		...repeated(names).map((name) => ({ where: name, rule: "has more than one suite" })),
		...suites.flatMap(lintSuite),
	];
}

type ParsedSuite = Partial<Record<CountName | "@name", string>> & {
	readonly testcase?: readonly Record<string, unknown>[];
};

function lintSuite(suite: ParsedSuite): Problem[] {
	const { "@name": where = "a suite", testcase: cases = [] } = suite;
	const kinds = { "@failures": "failure", "@errors": "error", "@skipped": "skipped" } as const;
	const wrong = Object.entries(kinds).filter(
		([attribute, kind]) =>
			Number(suite[attribute as CountName]) !== cases.filter((one) => kind in one).length,
	);
	return [
		...(Number(suite["@tests"]) === cases.length
			? []
			: [{ where, rule: `says ${suite["@tests"]} tests and has ${cases.length}` }]),
		...wrong.map(([attribute]) => ({
			where,
			rule: `${attribute.slice(1)} is not what its cases say`,
		})),
		...cases
			.filter((one) => !one["@name"] || !one["@classname"])
			.map(() => ({ where, rule: "has a case without name or classname" })),
	];
}
