/* Everything works without this file; it adds a highlight, a search by name and copy buttons. */
(function () {
  'use strict';
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function one(selector, root) { return (root || document).querySelector(selector); }
  function on(node, type, run) { node.addEventListener(type, run); }
  function same(node, attribute, value) { return node.getAttribute(attribute) === value; }

  /* Copy buttons: the text of #id, or the words selected where the clipboard is closed. */
  function select(node) {
    var range = document.createRange(), selection = getSelection();
    range.selectNodeContents(node);
    selection.removeAllRanges();
    selection.addRange(range);
  }
  all('button[data-copy]').forEach(function (button) {
    var source = document.getElementById(button.dataset.copy);
    if (!source) return;
    button.hidden = false;
    var label = button.textContent;
    on(button, 'click', function () {
      var copied = navigator.clipboard ? navigator.clipboard.writeText(source.textContent.trim()) : Promise.reject();
      copied.then(function () {
        button.textContent = button.dataset.done || label;
        setTimeout(function () { button.textContent = label; }, 2500);
      }, function () { select(source); });
    });
  });

  /* A row that was linked to shows, where the browser does not open by itself what hides it. */
  function reveal() {
    var row = one(':target'), hiding = row && row.closest('details');
    if (!hiding || hiding.open) return;
    hiding.open = true;
    row.scrollIntoView();
  }
  on(window, 'hashchange', reveal);
  reveal();

  /* The readout follows the pointer over the map; the same words stand in the ranking and the table. */
  var readout = one('[data-readout]'), area = one('svg.area');
  var resting = readout ? readout.innerHTML : '';
  function words(path) { var title = path && one('title', path); return title ? title.textContent : ''; }
  function shape(id) { return all('path[data-a]', area || document).filter(function (p) { return same(p, 'data-a', id); })[0]; }
  if (readout && area) {
    on(area, 'pointerover', function (event) {
      var path = event.target.closest && event.target.closest('path[data-a]');
      if (path) readout.textContent = words(path);
    });
    on(area, 'pointerleave', function () { readout.innerHTML = resting; });
  }

  /* Your neighbourhood: an outline on the map, a row in the ranking, a sentence. */
  function outline(path) {
    ['halo', 'sel'].forEach(function (name) {
      all('.area>.' + name).forEach(function (old) { old.parentNode.removeChild(old); });
      var copy = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      copy.setAttribute('class', name);
      copy.setAttribute('d', path.getAttribute('d'));
      path.parentNode.appendChild(copy);
    });
  }
  function mark(id) {
    all('.ranks .you').forEach(function (row) {
      row.classList.remove('you');
      if (row.dataset.mid) row.classList.add('mid2');
    });
    all('.ranks [data-a]').filter(function (row) { return same(row, 'data-a', id); }).forEach(function (row) {
      if (row.classList.contains('mid2')) row.dataset.mid = '1';
      row.classList.remove('mid2');
      row.classList.add('you');
    });
    var path = shape(id);
    if (!path) return;
    outline(path);
    if (!readout) return;
    readout.textContent = words(path);
    resting = readout.innerHTML;
  }
  function reveal(node) { var form = node.closest('[hidden]'); if (form) form.hidden = false; }
  all('select[data-you]').forEach(function (chooser) {
    reveal(chooser);
    on(chooser, 'change', function () { if (chooser.value) mark(chooser.value); });
  });

  /* Name search: goes to the first place whose name begins with, else holds, what was typed. */
  function plain(text) { return text.trim().toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, ''); }
  all('form[data-find]').forEach(function (form) {
    form.hidden = false;
    on(form, 'submit', function (event) {
      event.preventDefault();
      var typed = plain(one('input', form).value), status = one('[role=status]', form);
      var places = all(form.dataset.find || '#all-places a');
      function match(test) { return places.filter(function (a) { return test(plain(a.textContent)); })[0]; }
      var found = typed && (match(function (name) { return name.indexOf(typed) === 0; })
        || match(function (name) { return name.indexOf(typed) > 0; }));
      if (found) location.href = found.href;
      else if (status) status.textContent = form.dataset.none || '';
    });
  });
})();
