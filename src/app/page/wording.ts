import { type ITranslator, nullTranslator } from "@jupyterlab/translation";

/** What JupyterLab's components say, in words for somebody who has never heard of a kernel. */
const plainer: Readonly<Record<string, string>> = {
	"Kernel Restarting": "TypeScript was restarted",
	"The kernel for %1 appears to have died. It will restart automatically.":
		"The process that runs your cells ended unexpectedly (perhaps its memory was full, or a cell ended it) and is being started again. " +
		"Your text and the outputs are still here; the variables are gone. Run the cells again from the top.",
	Ok: "OK",
};

const bundle = nullTranslator.load("jupyterlab");

export const wording: ITranslator = {
	languageCode: nullTranslator.languageCode,
	load: () => ({
		...bundle,
		__: (text, ...values) => bundle.__(plainer[text] ?? text, ...values),
		_p: (context, text, ...values) => bundle._p(context, text, ...values),
		_n: (one, many, n, ...values) => bundle._n(one, many, n, ...values),
		_np: (context, one, many, n, ...values) => bundle._np(context, one, many, n, ...values),
		gettext: (text, ...values) => bundle.gettext(text, ...values),
		ngettext: (one, many, n, ...values) => bundle.ngettext(one, many, n, ...values),
		pgettext: (context, text, ...values) => bundle.pgettext(context, text, ...values),
		npgettext: (context, one, many, n, ...values) =>
			bundle.npgettext(context, one, many, n, ...values),
		dcnpgettext: (domain, context, one, many, n, ...values) =>
			bundle.dcnpgettext(domain, context, one, many, n, ...values),
	}),
};
