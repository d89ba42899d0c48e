// Filter, search and folding. Without this script the report is complete and readable.
(function () {
  'use strict';
  var form = document.querySelector('.toolbar');
  var findings = Array.prototype.slice.call(document.querySelectorAll('.finding'));
  var assets = Array.prototype.slice.call(document.querySelectorAll('details.asset'));
  var shown = form.querySelector('.shown');
  var texts = new Map();

  function textOf(finding) {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  }

  function each(selector, change) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), change);
  }

  function wanted() {
    var statuses = Array.prototype.map.call(form.querySelectorAll('[name=status]:checked'), function (box) {
      return box.value;
    });
    return {
      statuses: new Set(statuses),
      severity: Number(form.elements.severity.value),
      asset: form.elements.asset.value,
      words: form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean),
    };
  }

  function fits(finding, asset, want) {
    if (want.asset !== '' && want.asset !== asset.id) return false;
    if (!want.statuses.has(finding.dataset.status)) return false;
    if (Number(finding.dataset.severity) < want.severity) return false;
    return want.words.every(function (word) {
      return textOf(finding).indexOf(word) >= 0 || asset.dataset.name.toLowerCase().indexOf(word) >= 0;
    });
  }

  function apply() {
    var want = wanted();
    var narrowed = want.words.length > 0;
    var count = 0;
    assets.forEach(function (asset) {
      var own = Array.prototype.slice.call(asset.querySelectorAll('.finding'));
      var visible = own.filter(function (finding) {
        var fit = fits(finding, asset, want);
        finding.hidden = !fit;
        return fit;
      });
      count += visible.length;
      asset.hidden = (own.length > 0 && visible.length === 0) || (want.asset !== '' && want.asset !== asset.id);
      if (narrowed && visible.length > 0) asset.open = true;
      Array.prototype.forEach.call(asset.querySelectorAll('.group:not(.missing)'), function (group) {
        var left = group.querySelectorAll('.finding:not([hidden])').length;
        group.hidden = left === 0;
        if (narrowed && left > 0 && group.tagName === 'DETAILS') group.open = true;
      });
    });
    shown.textContent = shown.dataset.template.replace('{shown}', String(count)).replace('{all}', String(findings.length));
  }

  function fold(open) {
    assets.forEach(function (asset) {
      asset.open = open;
    });
  }

  function reveal() {
    var target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target === null) return;
    for (var at = target; at !== null; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
      if (at.hidden) form.reset();
    }
    target.scrollIntoView();
  }

  var select = form.elements.asset;
  assets.forEach(function (asset) {
    select.add(new Option(asset.dataset.name, asset.id));
  });
  form.addEventListener('input', apply);
  form.addEventListener('change', apply);
  form.addEventListener('submit', function (event) {
    event.preventDefault();
  });
  form.addEventListener('reset', function () {
    setTimeout(apply, 0);
  });
  form.addEventListener('click', function (event) {
    var act = event.target.dataset.do;
    if (act === 'expand') fold(true);
    if (act === 'collapse') fold(false);
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      form.elements.text.focus();
    }
    if (event.key === 'Escape' && event.target === form.elements.text) form.reset();
  });
  window.addEventListener('hashchange', reveal);
  window.addEventListener('beforeprint', function () {
    each('details.asset, details.group, details.more, .arithmetic details', function (part) {
      part.open = true;
    });
  });
  document.documentElement.classList.add('js');
  form.hidden = false;
  apply();
  reveal();
})();
