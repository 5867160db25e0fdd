/** The HTML of the frames. Nothing is filled in: what a page shows, its script asks for. */

const page = (title: string, style: string, script: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
<script src="${script}" defer></script>
</head>
<body>${body}</body>
</html>
`;

const element = (title: string, program: string, waiting = ''): string =>
  page(title, '/elements/frame.css', `/elements/${program}.js`, `<div id="root">${waiting}</div>`);

/** Stands where the fields will be, so that nothing jumps when the intent has been asked for. */
const skeleton = (rows: readonly number[]): string =>
  `<div class="Form" aria-hidden="true">${rows
    .map((span) => `<div class="Skeleton Skeleton--${span}"><i></i><b></b></div>`)
    .join('')}</div>`;

const bank = `<main class="Bank">
<p>3D Secure 2 Test Page</p>
<h1 id="question" tabindex="-1">One moment…</h1>
<p>This stands for the page of the card's bank. Nothing is charged here.</p>
<dl>
<div><dt>Merchant</dt><dd id="merchant"></dd></div>
<div id="amount-row" hidden><dt>Amount</dt><dd id="amount"></dd></div>
<div><dt>Card</dt><dd id="card"></dd></div>
</dl>
<div class="Answers">
<button type="button" id="test-source-authorize-3ds" disabled>Complete</button>
<button type="button" id="test-source-fail-3ds" disabled>Fail</button>
</div>
<p class="Problem" id="problem" role="alert"></p>
</main>`;

const outer = `<div class="Backdrop"><section class="Panel" id="panel" aria-label="3D Secure authentication">
<header><span>Verify it’s you</span><button type="button" class="Quiet" id="cancel">Cancel</button></header>
<p class="Problem" id="problem" role="alert"></p>
</section></div>`;

const challengeStyle = '/elements/challenge.css';

export const documents = {
  payment: element('Payment', 'payment', skeleton([12, 6, 6, 6, 6])),
  email: element('Email', 'email', skeleton([12])),
  address: element('Address', 'address'),
  express: element('Express checkout', 'express'),
  outer: page('3D Secure authentication', challengeStyle, '/elements/outer.js', outer),
  challenge: page('3D Secure 2 Test Page', challengeStyle, '/elements/inner.js', bank),
  redirect: page(
    '3D Secure 2 Test Page',
    challengeStyle,
    '/elements/redirect.js',
    `<div class="Page">${bank}</div>`,
  ),
} as const;

export type DocumentName = keyof typeof documents;
