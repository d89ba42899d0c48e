import test from 'ava';
import fc from 'fast-check';
import {edits, readEditTree, sections, settingOf, values} from '../../src/platforms/config/edit-tree.ts';
import {readBraces, readSetLines} from '../../src/platforms/config/read-words.ts';
import {at, has, leaf, names, type WordTree} from '../../src/platforms/config/word-tree.ts';
import {readXmlTree} from '../../src/platforms/config/xml-tree.ts';

const mark = '<secret kind=key len=4 class=ok same=ab12>';

/** A tree as nested objects. */
function plain(tree: WordTree): unknown {
  return Object.fromEntries([...tree].map(([word, below]) => [word, plain(below)]));
}

test('config and edit: quotes, lists, nested sections, secrets, texts over several lines', (t) => {
  const {root, unread} = readEditTree(
    [
      ...['#comment', 'config system global', '  set hostname "a \\"b\\" c"', 'end', 'config x y', '  edit "one two"'],
      ...[
        `    set password "${mark}"`,
        '    set member "a" b "c d"',
        '    append member e',
        '    set text "line 1',
        'end',
        'line 3"',
      ],
      ...[
        '    config deep',
        '      edit 1',
        '        set k v',
        '      next',
        '    end',
        '  next',
        'end',
        'config x y',
        '  edit 2',
        '  next',
        'end',
      ],
    ].join('\n'),
  );
  t.deepEqual(unread, []);
  t.is(settingOf(root, 'system global', 'hostname'), 'a "b" c');
  const [first, second] = edits(root, 'x y');
  t.deepEqual([first?.name, second?.name], ['one two', '2']);
  if (first === undefined) return t.fail();
  t.deepEqual(values(first, 'password'), [mark]);
  t.deepEqual(values(first, 'member'), ['a', 'b', 'c d', 'e']);
  t.deepEqual(values(first, 'text'), ['line 1\nend\nline 3']);
  t.deepEqual(
    edits(first, 'deep').map((each) => values(each, 'k')),
    [['v']],
  );
});

test('config and edit: one end closes an entry and its section; what does not fit is told', (t) => {
  const {root, unread} = readEditTree(
    'config vdom\nedit root\nconfig a\nend\nend\nconfig b\nend\nend\nclone 1 to 2\nset',
  );
  t.deepEqual(
    root.children.map(({name}) => name),
    ['vdom', 'b'],
  );
  t.is(sections(root, 'vdom').length, 1);
  t.deepEqual(unread, ['end', 'clone 1 to 2', 'set']);
});

const forms = [
  ['set lines', readSetLines, 'set a b c\nset a b "d e"\nset a list [ x y ]\nset f 1\nset g h\ndeactivate g'],
  ['braces', readBraces, 'a {\n b c; ## note\n b "d e";\n list [ x y ];\n}\n/* g */\nf 1;\ninactive: g {\n h;\n}'],
  [
    'XML',
    readXmlTree,
    '<?xml version="1.0"?><a><b><entry name="c"/><entry name="d e"/></b><list><member>x</member>\n<member>y</member></list></a><f>1</f>',
  ],
] as const;

for (const [name, read, text] of forms) {
  test(`${name}: one tree for all forms`, (t) => {
    const {tree, unread} = read(text);
    t.deepEqual(unread, []);
    t.deepEqual(plain(tree), {a: {b: {c: {}, 'd e': {}}, list: {x: {}, y: {}}}, f: {'1': {}}});
    t.deepEqual(names(tree, 'a', 'list'), ['x', 'y']);
    t.is(leaf(tree, 'f'), '1');
    t.false(has(tree, 'a', 'b', 'x'));
    t.is(at(tree, 'constructor'), null);
  });
}

test('secrets stay one word in every form', (t) => {
  t.is(leaf(readSetLines(`set key "$6$${mark}"`).tree, 'key'), `$6$${mark}`);
  t.is(leaf(readBraces(`key ${mark};`).tree, 'key'), mark);
  t.is(leaf(readXmlTree(`<key>$1$${mark}</key>`).tree, 'key'), `$1$${mark}`);
});

test('what is cut or does not fit is told', (t) => {
  t.deepEqual(readSetLines('set a b\nmove a top\nset [ x ]\nset a [ b').unread, [
    'move a top',
    'set [ x ]',
    'set a [ b',
  ]);
  t.is(readBraces('a { b;').unread.length, 1);
  t.is(readBraces('a; }').unread.length, 1);
  t.is(readXmlTree('<a><b>').unread.length, 1);
  t.is(readXmlTree('<a></b></a>').unread.length, 1);
});

test('any text gives a tree', (t) => {
  const piece = fc.constantFrom(
    'set ',
    'a',
    ' ',
    '"',
    '\\',
    '\n',
    '{',
    '}',
    '[',
    ']',
    ';',
    '<',
    '>',
    '/',
    '<a>',
    '</a>',
    'edit ',
    'config ',
    'end\n',
    mark,
  );
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 60}), (parts) => {
      const text = parts.join('');
      readEditTree(text);
      return [readSetLines, readBraces, readXmlTree].every((read) => Array.isArray(read(text).unread));
    }),
    {numRuns: 3000, seed: 20261126},
  );
  t.pass();
});
